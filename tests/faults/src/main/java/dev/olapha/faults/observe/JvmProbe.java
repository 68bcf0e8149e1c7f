package dev.olapha.faults.observe;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks a JVM for its state with the JDK's {@code jcmd}. */
public final class JvmProbe {

    private static final long TIMEOUT_SECONDS = 60;
    private static final Pattern THREAD = Pattern.compile("^\"([^\"]*)\"");
    private static final String PEER_WATCH = "olap-ha-liveness-watch";
    private static final Pattern OF_HIGH_AVAILABILITY =
            Pattern.compile("olap-ha|Curator|SendThread|EventThread|eader");

    /** Fork-join pools of Flink's RPC system, and the JVM's compilers. */
    private static final Pattern OF_LOAD =
            Pattern.compile("^flink-pekko\\.|^flink-metrics-|CompilerThread");

    private static final Pattern TOTAL =
            Pattern.compile("^Total\\s+\\d+\\s+(\\d+)", Pattern.MULTILINE);

    private final long pid;

    public JvmProbe(long pid) {
        this.pid = pid;
    }

    /** The names of all live Java threads. */
    public List<String> threads() throws IOException, InterruptedException {
        return jcmd("Thread.print")
                .lines()
                .map(THREAD::matcher)
                .filter(Matcher::find)
                .map(matcher -> matcher.group(1))
                .toList();
    }

    /** Whether a thread serves leader election, retrieval or the connection to the store. */
    public static boolean servesHighAvailability(String thread) {
        return OF_HIGH_AVAILABILITY.matcher(thread).find();
    }

    /** Whether a thread watches whether another JobManager lives. */
    public static boolean watchesPeer(String thread) {
        return thread.contains(PEER_WATCH);
    }

    /** Whether a thread stays or is a leak: not one that comes and goes with load. */
    public static boolean lasts(String thread) {
        return !OF_LOAD.matcher(thread).find();
    }

    /** Bytes of all objects that are reachable; collects garbage first. */
    public long reachableBytes() throws IOException, InterruptedException {
        final Matcher total = TOTAL.matcher(jcmd("GC.class_histogram"));
        if (!total.find()) {
            throw new IOException("Process " + pid + " printed no class histogram");
        }
        return Long.parseLong(total.group(1));
    }

    private String jcmd(String command) throws IOException, InterruptedException {
        final Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                                Long.toString(pid),
                                command)
                        .redirectErrorStream(true)
                        .start();
        final String text =
                new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IOException("jcmd " + command + " of process " + pid + " failed: " + text);
        }
        return text;
    }
}
