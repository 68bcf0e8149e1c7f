package dev.olapha.leader;

import org.apache.flink.runtime.leaderelection.LeaderElectionDriver;
import org.apache.flink.runtime.leaderelection.LeaderInformation;
import org.apache.flink.runtime.leaderelection.LeaderInformationRegister;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

class DescriptorGuardTest {

    private final ByHand timer = new ByHand();
    private final Errors errors = new Errors();
    private final IdleDriver driver = new IdleDriver();
    private final List<String> events = new ArrayList<>();
    private boolean exhausted;
    private boolean broken;

    private final DescriptorGuard guard =
            DescriptorGuard.start(
                    driver,
                    errors,
                    () -> {
                        if (broken) {
                            throw new NoClassDefFoundError("on purpose");
                        }
                        if (exhausted) {
                            throw new IOException("Too many open files");
                        }
                    },
                    timer);

    @Test
    void processThatCanOpenFilesGoesOn() {
        timer.pass(100);
        assertThat(errors.reported).isEmpty();
    }

    @Test
    void shortExhaustionIsTolerated() {
        for (int i = 0; i < 10; i++) {
            exhausted = true;
            timer.pass(DescriptorGuard.TOLERATED_FAILURES);
            exhausted = false;
            timer.pass(1);
        }
        assertThat(errors.reported).isEmpty();
    }

    @Test
    void lastingExhaustionIsReportedOnceWithItsCause() {
        exhausted = true;
        timer.pass(DescriptorGuard.TOLERATED_FAILURES + 1);
        assertThat(errors.reported)
                .singleElement()
                .satisfies(
                        error ->
                                assertThat(error)
                                        .hasMessageContaining("ulimit -n")
                                        .hasRootCauseMessage("Too many open files"));
        assertThat(timer.isShutdown()).isTrue();
    }

    @Test
    void errorIsReportedAndTheGuardGoesOn() {
        broken = true;
        timer.pass(1);
        broken = false;
        timer.pass(1);
        assertThat(errors.reported)
                .singleElement()
                .satisfies(error -> assertThat(error).isInstanceOf(NoClassDefFoundError.class));
    }

    @Test
    void officeIsLeftBeforeFlinkEndsTheProcess() throws Exception {
        exhausted = true;
        timer.pass(DescriptorGuard.TOLERATED_FAILURES + 1);
        assertThat(events).containsExactly("revoked", "driver closed", "error");
        guard.close();
        assertThat(events).hasSize(3);
    }

    @Test
    void closesItsTimerAndTheDriver() throws Exception {
        guard.close();
        assertThat(timer.isShutdown()).isTrue();
        assertThat(events).containsExactly("driver closed");
    }

    /** Runs what is scheduled when the test says so, on the test's thread. */
    private static final class ByHand extends ScheduledThreadPoolExecutor {

        private Runnable scheduled = () -> {};

        ByHand() {
            super(0);
        }

        @Override
        public ScheduledFuture<?> scheduleWithFixedDelay(
                Runnable command, long initialDelay, long delay, TimeUnit unit) {
            scheduled = command;
            return null;
        }

        void pass(int ticks) {
            for (int i = 0; i < ticks; i++) {
                scheduled.run();
            }
        }
    }

    private final class Errors implements LeaderElectionDriver.Listener {

        private final List<Throwable> reported = new ArrayList<>();

        @Override
        public void onError(Throwable error) {
            reported.add(error);
            events.add("error");
        }

        @Override
        public void onGrantLeadership(UUID sessionId) {}

        @Override
        public void onRevokeLeadership() {
            events.add("revoked");
        }

        @Override
        public void onLeaderInformationChange(String componentId, LeaderInformation leader) {}

        @Override
        public void onLeaderInformationChange(LeaderInformationRegister register) {}
    }

    private final class IdleDriver implements LeaderElectionDriver {

        @Override
        public boolean hasLeadership() {
            return true;
        }

        @Override
        public void publishLeaderInformation(String componentId, LeaderInformation leader) {}

        @Override
        public void deleteLeaderInformation(String componentId) {}

        @Override
        public void close() {
            events.add("driver closed");
        }
    }
}
