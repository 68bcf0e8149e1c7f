package dev.olapha.benchmark.cluster;

import org.apache.flink.kubernetes.shaded.io.fabric8.kubernetes.api.model.ConfigMap;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The ConfigMap in which a cluster elects its leader, at one moment; stock Flink's and this
 * product's have the same name.
 *
 * @param holder who leads; empty if nobody does
 * @param dispatcher the dispatcher's leader record, whoever wrote it; empty if there is none
 */
public record KubernetesLock(String holder, String dispatcher) {

    private static final String NAME_SUFFIX = "-cluster-config-map";
    private static final String ANNOTATION = "control-plane.alpha.kubernetes.io/leader";
    private static final Pattern HOLDER_IDENTITY =
            Pattern.compile("\"holderIdentity\"\\s*:\\s*\"([^\"]*)\"");

    /** Flink writes the first, this product the second. */
    private static final Pattern DISPATCHER_KEY =
            Pattern.compile(
                    "org\\.apache\\.flink\\.k8s\\.leader\\.dispatcher|olapha\\.leader\\.dispatcher");

    static String name(String clusterId) {
        return clusterId + NAME_SUFFIX;
    }

    static KubernetesLock of(ConfigMap configMap) {
        final String leader =
                Optional.ofNullable(configMap.getMetadata().getAnnotations())
                        .orElse(Map.of())
                        .getOrDefault(ANNOTATION, "");
        final Matcher holder = HOLDER_IDENTITY.matcher(leader);
        return new KubernetesLock(
                holder.find() ? holder.group(1) : "",
                Optional.ofNullable(configMap.getData()).orElse(Map.of()).entrySet().stream()
                        .filter(entry -> DISPATCHER_KEY.matcher(entry.getKey()).matches())
                        .map(Map.Entry::getValue)
                        .findFirst()
                        .orElse(""));
    }
}
