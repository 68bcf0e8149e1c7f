package dev.olapha.testkit.zookeeper;

import org.apache.zookeeper.server.DataTree;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The ephemeral znodes of a server and the session that each belongs to, and their text form. */
final class EphemeralOwners {

    private EphemeralOwners() {}

    static SortedMap<String, Long> in(DataTree tree) {
        SortedMap<String, Long> owners = new TreeMap<>();
        tree.getEphemerals()
                .forEach((session, paths) -> paths.forEach(path -> owners.put(path, session)));
        return Collections.unmodifiableSortedMap(owners);
    }

    static String toLines(Map<String, Long> owners) {
        return owners.entrySet().stream()
                .map(entry -> entry.getValue() + " " + entry.getKey())
                .collect(Collectors.joining("\n"));
    }

    static SortedMap<String, Long> fromLines(String lines) {
        SortedMap<String, Long> owners = new TreeMap<>();
        lines.lines()
                .map(line -> line.split(" ", 2))
                .forEach(fields -> owners.put(fields[1], Long.parseLong(fields[0])));
        return Collections.unmodifiableSortedMap(owners);
    }
}
