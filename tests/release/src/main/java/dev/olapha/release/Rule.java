package dev.olapha.release;

import java.io.IOException;
import java.util.List;

/** One thing that must hold for every artifact of a release. */
interface Rule {

    /** A sentence for each way in which {@code artifact} breaks this rule. */
    List<String> problems(Artifact artifact, Release release) throws IOException;
}
