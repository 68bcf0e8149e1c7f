package dev.olapha.release;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The list of components (CycloneDX) beside a drop-in jar tells where each of its classes is from:
 * out of a component's jar, byte for byte, or out of the sources that are released beside it.
 */
final class KnownOrigin implements Rule {

    /** In every drop-in jar, and in no other: says for which Flink it is. */
    private static final String MARK = "META-INF/flink-olap-ha.properties";

    @Override
    public List<String> problems(Artifact artifact, Release release) throws IOException {
        final List<String> problems = new ArrayList<>();
        if (!Files.exists(artifact.file(".jar")) || !artifact.entries(".jar").contains(MARK)) {
            return problems;
        }
        if (!Files.exists(artifact.file("-cyclonedx.xml"))) {
            problems.add("there is no list of its components");
            return problems;
        }
        final Map<String, Long> unknown = new HashMap<>(artifact.classes());
        unknown.keySet().removeIf(ownSources(artifact)::contains);
        for (Xml component :
                Xml.read(artifact.file("-cyclonedx.xml")).all("components/component")) {
            final String id = component.text("name").orElse("");
            final Optional<Artifact> released =
                    release.artifact(id, component.text("version").orElse(""));
            if (released.isEmpty()) {
                problems.add("its component " + id + " is not released");
            } else {
                unknown.entrySet().removeAll(released.get().classes().entrySet());
            }
        }
        if (!unknown.isEmpty()) {
            problems.add("no component has its " + new TreeSet<>(unknown.keySet()));
        }
        return problems;
    }

    /** The classes of the jar that its own sources declare, inner ones too. */
    private static Set<String> ownSources(Artifact artifact) throws IOException {
        final Set<String> own = new TreeSet<>(artifact.classes().keySet());
        if (!Files.exists(artifact.file("-sources.jar"))) {
            return Set.of();
        }
        final Set<String> sources = artifact.entries("-sources.jar");
        own.removeIf(name -> !sources.contains(name.replaceFirst("(\\$.*)?\\.class$", ".java")));
        return own;
    }
}
