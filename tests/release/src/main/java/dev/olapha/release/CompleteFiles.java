package dev.olapha.release;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/** Maven Central: a jar with its sources and its Javadoc. Ours: with licence and notice. */
final class CompleteFiles implements Rule {

    @Override
    public List<String> problems(Artifact artifact, Release release) throws IOException {
        final List<String> problems = new ArrayList<>();
        if (artifact.pom().text("packaging").orElse("jar").equals("pom")) {
            return problems;
        }
        for (String suffix : List.of(".jar", "-sources.jar", "-javadoc.jar")) {
            if (!Files.exists(artifact.file(suffix))) {
                problems.add("there is no " + artifact.file(suffix).getFileName());
            } else if (artifact.entries(suffix).isEmpty()) {
                problems.add("there is nothing in " + artifact.file(suffix).getFileName());
            }
        }
        if (Files.exists(artifact.file(".jar"))) {
            for (String entry : List.of("META-INF/LICENSE", "META-INF/NOTICE")) {
                if (!artifact.entries(".jar").contains(entry)) {
                    problems.add("its jar has no " + entry);
                }
            }
        }
        return problems;
    }
}
