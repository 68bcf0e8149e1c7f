package dev.olapha.release;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Maven Central: who made it, what it is, where it comes from, under which licence; and it is no
 * snapshot.
 */
final class CompletePom implements Rule {

    private static final List<String> REQUIRED =
            List.of(
                    "groupId",
                    "artifactId",
                    "version",
                    "name",
                    "description",
                    "url",
                    "licenses/license/name",
                    "licenses/license/url",
                    "developers/developer/name",
                    "scm/connection",
                    "scm/url");

    @Override
    public List<String> problems(Artifact artifact, Release release) throws IOException {
        final Xml pom = artifact.pom();
        final List<String> problems = new ArrayList<>();
        for (String path : REQUIRED) {
            if (pom.text(path).isEmpty()) {
                problems.add("its pom says no " + path);
            }
        }
        if (artifact.version().endsWith("-SNAPSHOT")) {
            problems.add("a release has no snapshots");
        }
        return problems;
    }
}
