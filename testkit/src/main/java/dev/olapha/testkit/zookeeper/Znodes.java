package dev.olapha.testkit.zookeeper;

import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.server.DataTree;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The paths of a server's znodes, sorted, without those of ZooKeeper itself. */
final class Znodes {

    private Znodes() {}

    static List<String> in(DataTree tree) {
        List<String> paths = new ArrayList<>();
        collect(tree, "/", paths);
        paths.removeIf(
                path ->
                        path.equals("/")
                                || path.equals("/zookeeper")
                                || path.startsWith("/zookeeper/"));
        Collections.sort(paths);
        return List.copyOf(paths);
    }

    private static void collect(DataTree tree, String path, List<String> paths) {
        List<String> children;
        try {
            children = tree.getChildren(path, null, null);
        } catch (KeeperException.NoNodeException e) {
            // Deleted by a client since its parent was listed.
            return;
        }
        paths.add(path);
        for (String child : children) {
            collect(tree, path.equals("/") ? "/" + child : path + "/" + child, paths);
        }
    }
}
