package dev.olapha;

import dev.olapha.testkit.process.BlockingQuery;
import dev.olapha.testkit.process.NoOpQuery;

import org.apache.flink.api.common.ApplicationID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.runtime.application.AbstractApplication;
import org.apache.flink.runtime.blob.VoidBlobStore;
import org.apache.flink.runtime.dispatcher.DispatcherGateway;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.messages.Acknowledge;
import org.apache.flink.runtime.rpc.FatalErrorHandler;
import org.apache.flink.util.concurrent.FutureUtils;
import org.apache.flink.util.concurrent.ScheduledExecutor;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;

/** The same process loses its office and leads again: what becomes of an application. */
@Timeout(180)
class LostApplicationTest {

    /** Flink's dispatcher ends the process if a job has a result and its application has none. */
    @Test
    void oneThatHadAFinishedAndARunningJobEndsWithItsTerm() throws Exception {
        final JobGraph finished = NoOpQuery.jobGraph(1);
        final JobGraph running = BlockingQuery.jobGraph(1);
        final AbstractApplication application = new Application(List.of(finished, running));
        try (ProcessByHand process = ProcessByHand.leading(Map.of(), new VoidBlobStore())) {
            process.dispatcher().submitApplication(application, ProcessByHand.PATIENCE).get();
            process.awaitStatus(finished.getJobID(), JobStatus.FINISHED);
            process.awaitStatus(running.getJobID(), JobStatus.RUNNING);

            process.loseOffice();
            process.lead();

            process.cluster().executeJobBlocking(NoOpQuery.jobGraph(2));
            assertThat(process.get("/applications/" + application.getApplicationId()).body())
                    .contains("FlinkApplicationNotFoundException");
            assertThat(process.get("/jobs/" + finished.getJobID() + "/execution-result").body())
                    .contains("Could not find Flink job (" + finished.getJobID() + ")");
        }
    }

    /** Runs its jobs, and never ends. */
    private static final class Application extends AbstractApplication {

        private static final long serialVersionUID = 1L;

        private final transient List<JobGraph> jobs;

        private Application(List<JobGraph> jobs) {
            super(new ApplicationID());
            this.jobs = jobs;
        }

        @Override
        public CompletableFuture<Acknowledge> execute(
                DispatcherGateway dispatcher,
                ScheduledExecutor scheduledExecutor,
                Executor mainThread,
                FatalErrorHandler errorHandler) {
            transitionToRunning();
            return FutureUtils.waitForAll(
                            jobs.stream()
                                    .map(job -> submit(job, dispatcher))
                                    .collect(Collectors.toList()))
                    .thenApply(ignored -> Acknowledge.get());
        }

        private CompletableFuture<Acknowledge> submit(JobGraph job, DispatcherGateway dispatcher) {
            job.setApplicationId(getApplicationId());
            return dispatcher.submitJob(job, Duration.ofMinutes(1));
        }

        @Override
        public void cancel() {}

        @Override
        public void dispose() {}

        @Override
        public String getName() {
            return "several jobs";
        }
    }
}
