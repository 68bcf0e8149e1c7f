package dev.olapha.benchmark;

import org.apache.flink.runtime.util.EnvironmentInformation;

import picocli.CommandLine.IVersionProvider;

/** Versions of what is compared. */
final class BenchVersion implements IVersionProvider {

    BenchVersion() {}

    @Override
    public String[] getVersion() {
        final String packaged = Bench.class.getPackage().getImplementationVersion();
        return new String[] {
            "flink-olap-ha " + (packaged == null ? "unpackaged" : packaged),
            "Apache Flink " + EnvironmentInformation.getVersion(),
            "Java " + System.getProperty("java.version")
        };
    }
}
