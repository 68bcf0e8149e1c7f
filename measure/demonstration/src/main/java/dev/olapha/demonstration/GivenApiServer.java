package dev.olapha.demonstration;

import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;

/** A Kubernetes API server that is there already. It does not tell how much it is asked. */
final class GivenApiServer implements LeaderService {

    private final KubernetesSettings settings;
    private final Narrator narrator;

    GivenApiServer(Path kubeConfig, Narrator narrator) {
        this.settings =
                new KubernetesSettings(
                        "demo-" + UUID.randomUUID().toString().substring(0, 8), kubeConfig);
        this.narrator = narrator;
    }

    @Override
    public String name() {
        return KubernetesSettings.NAME;
    }

    @Override
    public String address() {
        return "that of " + settings.kubeConfig();
    }

    @Override
    public Map<String, String> settings() {
        return settings.toMap();
    }

    @Override
    public Counting startCounting() {
        return () -> new Requests(KubernetesSettings.NAME, OptionalLong.empty(), "not counted");
    }

    @Override
    public void close() {
        narrator.say(
                "To remove what may be left on the API server: kubectl delete configmap,secret -l app="
                        + settings.clusterId());
    }
}
