package dev.olapha.kubernetes;

import org.apache.flink.configuration.IllegalConfigurationException;
import org.apache.flink.kubernetes.shaded.io.fabric8.kubernetes.api.model.authorization.v1.ResourceAttributes;
import org.apache.flink.kubernetes.shaded.io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReview;
import org.apache.flink.kubernetes.shaded.io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewSpec;
import org.apache.flink.kubernetes.shaded.io.fabric8.kubernetes.client.KubernetesClientException;
import org.apache.flink.kubernetes.shaded.io.fabric8.kubernetes.client.NamespacedKubernetesClient;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;
import java.util.stream.Stream;

/**
 * What this process may do with the lock object. Asked at the start: a verb that is missing would
 * else show when it is first needed, which for a standby is the moment at which it must take over.
 */
final class Permissions {

    private static final Logger LOG = LoggerFactory.getLogger(Permissions.class);

    /** What every process needs. */
    static final List<String> READING = List.of("get", "watch");

    /** What a JobManager needs besides. */
    static final List<String> LEADING = List.of("create", "update", "delete");

    /** RBAC cannot tell by name who may create: the object has no name yet when it is asked. */
    private static final String WITHOUT_NAME = "create";

    private final NamespacedKubernetesClient client;
    private final LockObject object;

    Permissions(NamespacedKubernetesClient client, LockObject object) {
        this.client = client;
        this.object = object;
    }

    /**
     * Asks the API server. Says nothing if the server does not tell: then the first request that is
     * refused will.
     *
     * @throws IllegalConfigurationException if one of the verbs is not allowed
     */
    void check(List<String> verbs) {
        for (String verb : verbs) {
            if (isRefused(verb, "configmaps", object.name())) {
                throw missing(verb);
            }
        }
    }

    /** Whether one of the verbs is known to be refused on a Secret. */
    boolean isRefusedOnSecret(String name) {
        return Stream.of("get", "update").anyMatch(verb -> isRefused(verb, "secrets", name));
    }

    /** Whether a Secret is known to be one that this process must leave where it is. */
    boolean mustKeepSecret(String name) {
        return isRefused("delete", "secrets", name);
    }

    /** One sentence about a verb that is not allowed. */
    IllegalConfigurationException missing(String verb) {
        return new IllegalConfigurationException(
                String.format(
                        "The API server does not allow this process to '%s' ConfigMap '%s' in namespace '%s' (403): "
                                + "the Role of its account must allow %s on configmaps, and for JobManagers also %s.",
                        verb,
                        object.name(),
                        object.namespace(),
                        String.join(", ", READING),
                        String.join(", ", LEADING)));
    }

    private boolean isRefused(String verb, String resource, String name) {
        final ResourceAttributes attributes = new ResourceAttributes();
        attributes.setNamespace(object.namespace());
        attributes.setVerb(verb);
        attributes.setResource(resource);
        if (!verb.equals(WITHOUT_NAME)) {
            attributes.setName(name);
        }
        final SelfSubjectAccessReviewSpec spec = new SelfSubjectAccessReviewSpec();
        spec.setResourceAttributes(attributes);
        final SelfSubjectAccessReview question = new SelfSubjectAccessReview();
        question.setSpec(spec);
        try {
            final SelfSubjectAccessReview answer =
                    client.authorization().v1().selfSubjectAccessReview().create(question);
            return answer.getStatus() != null
                    && Boolean.FALSE.equals(answer.getStatus().getAllowed());
        } catch (KubernetesClientException e) {
            LOG.debug("The API server does not say whether '{}' is allowed.", verb, e);
            return false;
        }
    }
}
