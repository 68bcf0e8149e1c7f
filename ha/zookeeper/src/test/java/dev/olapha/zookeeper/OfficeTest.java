package dev.olapha.zookeeper;

import dev.olapha.leader.LeaderEpoch;
import dev.olapha.testkit.leader.RecordedElection;

import org.junit.jupiter.api.Test;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import static org.assertj.core.api.Assertions.assertThat;

class OfficeTest {

    private final RecordedElection flink = new RecordedElection();
    private final Office office = new Office(Runnable::run, flink);

    @Test
    void takenOfficeIsGrantedAndVacatedOfficeRevoked() {
        final Leadership term = term(1);
        assertThat(office.take(term, office.interruptions())).isTrue();
        assertThat(flink.session()).contains(term.sessionId());
        office.vacate();
        assertThat(flink.session()).isEmpty();
        assertThat(office.current()).isNull();
        flink.assertInTurn();
    }

    @Test
    void electionFromBeforeAnInterruptionDoesNotEndInOffice() {
        final long before = office.interruptions();
        office.vacate();
        assertThat(office.take(term(1), before)).isFalse();
        assertThat(office.current()).isNull();
        assertThat(flink.grants()).isEmpty();
    }

    @Test
    void vacatingAnEmptyOfficeTellsNobody() {
        office.vacate();
        office.vacate();
        flink.assertInTurn();
        assertThat(flink.grants()).isEmpty();
    }

    @Test
    void secondTermInARowIsPrecededByARevoke() {
        office.take(term(1), office.interruptions());
        office.take(term(2), office.interruptions());
        flink.assertInTurn();
        assertThat(flink.grants()).hasSize(2);
    }

    /**
     * An election thread and a connection thread that get in each other's way as often as possible.
     */
    @Test
    void grantsAndRevokesStayInTurnWhateverTheThreadsDo() throws Exception {
        final ExecutorService notifications = Executors.newSingleThreadExecutor();
        final Office contested = new Office(notifications, flink);
        final AtomicLong epochs = new AtomicLong();
        final CountDownLatch done = new CountDownLatch(2);
        final Thread electing =
                new Thread(
                        () -> {
                            for (int i = 0; i < 5_000; i++) {
                                final long before = contested.interruptions();
                                contested.take(term(epochs.incrementAndGet()), before);
                            }
                            done.countDown();
                        });
        final Thread interrupting =
                new Thread(
                        () -> {
                            for (int i = 0; i < 5_000; i++) {
                                contested.vacate();
                            }
                            done.countDown();
                        });
        electing.start();
        interrupting.start();
        assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
        contested.vacate();
        notifications.shutdown();
        assertThat(notifications.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        flink.assertInTurn();
        assertThat(flink.session()).isEmpty();
    }

    private static Leadership term(long epoch) {
        return new Leadership("/latch/" + epoch, LeaderEpoch.newSession(epoch));
    }
}
