package dev.olapha.testkit.kubernetes;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Decides for {@link RequiresApiServer}. */
final class ApiServerCondition implements ExecutionCondition {

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (ApiServerAssets.fromEnvironment().isPresent()) {
            return ConditionEvaluationResult.enabled("There is a Kubernetes API server.");
        }
        final String reason =
                ApiServerAssets.VARIABLE + " does not name a folder with kube-apiserver and etcd";
        System.out.println("SKIPPED " + context.getDisplayName() + ": " + reason + ".");
        return ConditionEvaluationResult.disabled(reason);
    }
}
