package dev.olapha.benchmark.profile;

import dev.olapha.benchmark.cli.StatusLine;
import dev.olapha.benchmark.report.Findings;
import dev.olapha.benchmark.report.Tone;
import dev.olapha.benchmark.run.Measurement;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads what the processes of somebody's cluster have written. */
final class FromFiles implements Measurement {

    private static final String OURS = "dev.olapha.OlapHaServicesFactory";

    private final List<Path> paths;
    private final Map<String, ProfiledCluster> clusters = new LinkedHashMap<>();
    private final Map<String, Tone> tones = new LinkedHashMap<>();
    private final List<ProcessProfile> profiles = new ArrayList<>();

    FromFiles(List<Path> paths) {
        this.paths = paths;
    }

    @Override
    public String name() {
        return "profile";
    }

    /** One cluster for each type of high availability. */
    @Override
    public void run(StatusLine status, Runnable save) {
        profiles.addAll(ProfileFiles.read(paths));
        final Map<String, List<ProcessProfile>> byType = new LinkedHashMap<>();
        profiles.forEach(
                profile ->
                        byType.computeIfAbsent(profile.process().type(), type -> new ArrayList<>())
                                .add(profile));
        byType.forEach(
                (type, processes) -> {
                    clusters.put(type, new ProfiledCluster(processes));
                    tones.put(type, OURS.equals(type) ? Tone.BLUE : Tone.ORANGE);
                });
    }

    @Override
    public Object results() {
        return Map.of("processes", profiles);
    }

    @Override
    public Findings findings() {
        return new ProfileFindings(clusters, tones, List.of()).findings();
    }
}
