package dev.olapha.release;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Whoever names an artifact gets it with Maven Central and this release, and nothing that we did
 * not publish.
 */
final class StandalonePom implements Rule {

    @Override
    public List<String> problems(Artifact artifact, Release release) throws IOException {
        final Xml pom = artifact.pom();
        final List<String> problems = new ArrayList<>();
        for (String path : List.of("parent", "repositories", "pluginRepositories")) {
            if (!pom.all(path).isEmpty()) {
                problems.add("its pom has <" + path + ">");
            }
        }
        final String group = pom.text("groupId").orElse("");
        for (Xml dependency : pom.all("dependencies/dependency")) {
            final String id = dependency.text("artifactId").orElse("");
            final String version = dependency.text("version").orElse("");
            if (version.isEmpty() || version.contains("${")) {
                problems.add("its pom names no version of " + id);
            } else if (dependency.text("groupId").orElse("").equals(group)
                    && release.artifact(id, version).isEmpty()) {
                problems.add("its pom names " + id + " " + version + ", which is not released");
            }
        }
        return problems;
    }
}
