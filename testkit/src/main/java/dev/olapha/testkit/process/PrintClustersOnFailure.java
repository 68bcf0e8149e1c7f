package dev.olapha.testkit.process;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/**
 * Prints the state and the end of the log of every process of every open {@link FlinkCluster} when
 * a test, or a method before the tests, fails. Runs before the methods that close the clusters. Use
 * with {@code @ExtendWith}.
 */
public final class PrintClustersOnFailure
        implements TestExecutionExceptionHandler, LifecycleMethodExecutionExceptionHandler {

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure)
            throws Throwable {
        print(failure);
    }

    @Override
    public void handleBeforeAllMethodExecutionException(ExtensionContext context, Throwable failure)
            throws Throwable {
        print(failure);
    }

    @Override
    public void handleBeforeEachMethodExecutionException(
            ExtensionContext context, Throwable failure) throws Throwable {
        print(failure);
    }

    private static void print(Throwable failure) throws Throwable {
        // These have printed it where they were thrown.
        if (!(failure instanceof ClusterException)) {
            FlinkCluster.open().forEach(FlinkCluster::printDescription);
        }
        throw failure;
    }
}
