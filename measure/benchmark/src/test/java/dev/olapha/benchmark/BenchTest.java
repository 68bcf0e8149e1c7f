package dev.olapha.benchmark;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;

class BenchTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "                                            | Name a subcommand.",
                "thruput                                     | thruput",
                "throughput --modes none,zk                  | 'zk' is no mode; there are none, zookeeper",
                "throughput --modes none,olap-kubernetes     | set KUBEBUILDER_ASSETS to a folder with kube-apiserver and etcd, or name a server with --kube-config.",
                "throughput --modes kubernetes --kube-config no/such/file | --kube-config no/such/file cannot be read",
                "throughput --modes kubernetes --kube-config pom.xml --coordination-delay 5ms | that server is as far away as it is",
                "failover --modes kubernetes --kube-config no/such/file | --kube-config no/such/file cannot be read",
                "soak --modes olap-kubernetes                | olap-kubernetes cannot be soaked",
                "profile --modes kubernetes                  | kubernetes does not use ZooKeeper",
                "throughput --coordination-delay far         | 'far' is no duration",
                "throughput --duration -1s                   | '-1s' is no duration",
                "throughput --coordination-delay 2s          | --coordination-delay must be at most 1s",
                "throughput --clients 0                      | --clients must be from 1 to 256",
                "throughput --clients many                   | 'many' is not an int",
                "throughput --rounds 0                       | --rounds must be from 1 to",
                "throughput --duration 0s                    | --duration must not be zero",
                "throughput --warm-up 2d                     | --duration and --warm-up must be at most 1d",
                "throughput -D nonsense                      | nonsense",
                "throughput -D high-availability.type=x      | high-availability.type",
                "profile --from no/such/file.json            | --from no/such/file.json cannot be read",
                "profile --modes none                        | none does not use ZooKeeper",
                "profile --queries 0                         | --queries must be from 1 to 10000",
                "profile --jar 5                             | '5' is no size",
                "profile --parallelism 1000                  | --parallelism must be from 1 to 128",
                "profile -D high-availability.type=x         | high-availability.type",
                "jars --size 0MB                             | --size must be from 1KB to 1GB",
                "jars --size many                            | 'many' is no size",
                "jars --taskmanagers 0                       | --taskmanagers must be from 1 to 32",
                "micro --threads 0                           | --threads must be from 1 to 100",
                "jars --rounds 0                             | --rounds must be from 1 to 1000",
                "jars --network-bandwidth 0Mbit              | '0Mbit' is no bandwidth",
                "throughput --coordination-delay 1ms,2ms --storage-delay 1ms,2ms,3ms | pair by pair, but there are 2 and 3",
                "wordcount --parallelism 0                   | --parallelism must be from 1 to 512",
                "wordcount --scale 2                         | --scale must be from 0.001 to 1",
                "queries --scale 2                           | --scale must be from 0.005 to 1",
                "soak --queries 3 --readings 4               | --queries must be at least --readings",
                "soak --failovers 20                         | --failovers must be from 0 to 19, but is 20",
                "wordcount --modes zk                        | 'zk' is no mode; there are none, zookeeper",
                "queries --modes none,zk                     | 'zk' is no mode; there are none, zookeeper",
                "soak --modes zk                             | 'zk' is no mode; there are none, zookeeper",
                "soak --clients 0                            | --clients must be from 1 to 64",
                "failover --modes zk                         | 'zk' is no mode; there are none, zookeeper",
                "failover --modes none                       | Mode none elects no leader",
                "failover --rounds 0                         | --rounds must be from 1 to",
                "all --parts throughput,nonsense             | 'nonsense' is no part; there are throughput",
                "all --quick --parts processes               | 'processes' is no part of a quick run; there are throughput",
                "page --html x.html                          | FILE",
                "throughput --speed                          | --speed"
            })
    void refusesInOneSentence(String arguments, String part) {
        assertThat(execute(arguments == null ? "" : arguments)).isEqualTo(2);
        assertThat(err.toString()).startsWith("bench: ").contains(part).hasLineCount(1);
        assertThat(out.toString()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "throughput --modes none --json FILE/x.json  | FILE/x.json: its directory cannot be",
                "throughput --modes none --json DIRECTORY    | DIRECTORY: it is a directory",
                "all --parts throughput --directory FILE     | its directory cannot be created or written",
                "page no/such.json --html DIRECTORY/x.html   | no/such.json cannot be read as the report",
                "page FILE --html DIRECTORY/x.html           | FILE holds no report of a run"
            })
    void saysInOneSentenceWhereResultsCannotGoOrComeFrom(
            String arguments, String part, @TempDir Path directory) throws IOException {
        final Path file = Files.writeString(directory.resolve("file"), "{}");

        assertThat(execute(named(arguments, file, directory))).isEqualTo(1);
        assertThat(err.toString())
                .startsWith("bench: ")
                .contains(named(part, file, directory))
                .hasLineCount(1);
    }

    private static String named(String text, Path file, Path directory) {
        return text.replace("FILE", file.toString()).replace("DIRECTORY", directory.toString());
    }

    @Test
    void helpNamesEverything() {
        assertThat(execute("--help")).isZero();
        assertThat(out.toString()).contains("throughput", "profile", "jars", "micro", "JAVA_HOME");
        assertThat(execute("throughput --help")).isZero();
        assertThat(out.toString())
                .contains("--modes", "olap-standalone", "--coordination-delay", "Exit codes")
                .contains("default: 1,8,32", "default: 1500ms");
        assertThat(execute("wordcount --help")).isZero();
        assertThat(out.toString()).contains("default: none,zookeeper,olap,olap-blobs");
    }

    private int execute(String arguments) {
        final CommandLine commandLine = Bench.commandLine();
        commandLine.setOut(new PrintWriter(out));
        commandLine.setErr(new PrintWriter(err));
        return commandLine.execute(
                arguments.isBlank() ? new String[0] : arguments.trim().split(" +"));
    }
}
