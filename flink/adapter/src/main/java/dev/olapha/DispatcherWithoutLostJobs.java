package dev.olapha;

import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.runtime.dispatcher.DispatcherGateway;
import org.apache.flink.runtime.executiongraph.ArchivedExecutionGraph;
import org.apache.flink.runtime.messages.FlinkJobNotFoundException;
import org.apache.flink.runtime.messages.webmonitor.JobDetails;
import org.apache.flink.runtime.messages.webmonitor.MultipleJobsDetails;
import org.apache.flink.runtime.scheduler.ExecutionGraphInfo;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;

/**
 * A dispatcher as a cluster without job recovery has to show it: a suspended job is not found, as
 * after a failover to another process. From 1.20 to 2.2 Flink keeps a job that was in flight when
 * its process lost its office in a store of the whole process, as suspended: when the process leads
 * again, the job's status is not final and its result "in progress" until it leaves that store, an
 * hour later ({@code jobstore.expiration-time}). Nothing of Flink's resumes it.
 *
 * <p>A job is suspended only when its leader has lost its office or is ending, so no job of the
 * present term is hidden. The result of a job is not looked at: Flink's REST endpoint asks for it
 * only when the status is final. What a future brings is looked at by the thread that completes it.
 *
 * <p>A dynamic proxy, because Flink 1.20 gives timeouts another type than later lines do.
 */
final class DispatcherWithoutLostJobs implements InvocationHandler {

    private final DispatcherGateway dispatcher;

    private DispatcherWithoutLostJobs(DispatcherGateway dispatcher) {
        this.dispatcher = dispatcher;
    }

    static DispatcherGateway around(DispatcherGateway dispatcher) {
        return (DispatcherGateway)
                Proxy.newProxyInstance(
                        DispatcherWithoutLostJobs.class.getClassLoader(),
                        new Class<?>[] {DispatcherGateway.class},
                        new DispatcherWithoutLostJobs(dispatcher));
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        final Object answer = call(method, arguments);
        switch (method.getName()) {
            case "requestJobStatus":
                return ((CompletableFuture<?>) answer)
                        .thenApply(status -> notLost(status, status, (JobID) arguments[0]));
            case "requestJob":
                return ((CompletableFuture<?>) answer)
                        .thenApply(
                                job ->
                                        notLost(
                                                job,
                                                ((ArchivedExecutionGraph) job).getState(),
                                                (JobID) arguments[0]));
            case "requestExecutionGraphInfo":
                return ((CompletableFuture<?>) answer)
                        .thenApply(
                                job ->
                                        notLost(
                                                job,
                                                ((ExecutionGraphInfo) job)
                                                        .getArchivedExecutionGraph()
                                                        .getState(),
                                                (JobID) arguments[0]));
            case "requestMultipleJobDetails":
                return ((CompletableFuture<?>) answer)
                        .thenApply(jobs -> withoutLost((MultipleJobsDetails) jobs));
            default:
                return answer;
        }
    }

    private static Object notLost(Object answer, Object status, JobID jobId) {
        if (status == JobStatus.SUSPENDED) {
            throw new CompletionException(new FlinkJobNotFoundException(jobId));
        }
        return answer;
    }

    private static MultipleJobsDetails withoutLost(MultipleJobsDetails jobs) {
        final Collection<JobDetails> present =
                jobs.getJobs().stream()
                        .filter(job -> job.getStatus() != JobStatus.SUSPENDED)
                        .collect(Collectors.toList());
        return new MultipleJobsDetails(present);
    }

    private Object call(Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(dispatcher, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
