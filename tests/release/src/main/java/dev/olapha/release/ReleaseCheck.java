package dev.olapha.release;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Holds everything that was deployed to the rules of Maven Central
 * (https://central.sonatype.org/publish/requirements/) and to ours.
 */
public final class ReleaseCheck {

    private static final String DIRECTORY = "::file:";

    private final List<Rule> rules;

    private ReleaseCheck(List<Rule> rules) {
        this.rules = rules;
    }

    static ReleaseCheck unsigned() {
        return new ReleaseCheck(
                List.of(
                        new CompletePom(),
                        new StandalonePom(),
                        new CompleteFiles(),
                        new RightChecksums(),
                        new KnownOrigin()));
    }

    static ReleaseCheck signed() {
        final List<Rule> all = new ArrayList<>(unsigned().rules);
        all.add(new Signatures());
        return new ReleaseCheck(all);
    }

    /** Everything in {@code directory} that breaks a rule, one sentence each. */
    List<String> problems(Path directory) throws IOException {
        final Release release = Release.in(directory);
        final List<String> problems = new ArrayList<>();
        if (release.artifacts().isEmpty()) {
            problems.add(directory + " has no artifact");
        }
        for (Artifact artifact : release.artifacts()) {
            for (Rule rule : rules) {
                rule.problems(artifact, release)
                        .forEach(problem -> problems.add(artifact.id() + ": " + problem));
            }
        }
        return problems;
    }

    /**
     * Called by Maven with the value of {@code altDeploymentRepository}, and whether there was a
     * key to sign with; whoever deploys elsewhere than to a directory is told that nothing was
     * checked.
     */
    public static void main(String[] arguments) throws IOException {
        final String repository = String.valueOf(arguments[0]);
        final int scheme = repository.indexOf(DIRECTORY);
        if (scheme < 0) {
            System.out.println(
                    "Nothing is checked: " + repository + " is no directory (ID::file:PATH)");
            return;
        }
        final Path directory = Path.of(repository.substring(scheme + DIRECTORY.length()));
        final boolean signed = Boolean.parseBoolean(arguments[1]);
        final List<String> problems = (signed ? signed() : unsigned()).problems(directory);
        if (!problems.isEmpty()) {
            throw new IllegalStateException(
                    "This release breaks rules:\n" + String.join("\n", problems));
        }
        System.out.println("The release in " + directory + " keeps the rules");
    }
}
