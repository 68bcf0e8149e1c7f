package dev.olapha.liveness;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Watches one incarnation of another process and tells when it is proven dead. That takes three
 * things, in this order:
 *
 * <ol>
 *   <li>a connection on which this very incarnation has authenticated itself,
 *   <li>the end of that connection,
 *   <li>two refusals in a row of a new connection to the same address.
 * </ol>
 *
 * <p>A time-out, an unreachable host, or somebody who accepts prove nothing; then the watch goes
 * on, and the coordination service's own time-out decides.
 *
 * <p>Has a thread of its own, on which it calls back.
 */
public final class DeathWatch implements AutoCloseable {

    static final int HEARTBEAT_MILLIS = 10_000;

    private static final Logger LOG = LoggerFactory.getLogger(DeathWatch.class);

    private static final int REFUSALS = 2;
    private static final long BETWEEN_REFUSALS_MILLIS = 5;
    private static final long FIRST_RETRY_MILLIS = 100;
    private static final long LAST_RETRY_MILLIS = 5_000;
    private static final long SHORT_CONTACT_NANOS = 100_000_000;

    private final LivenessEndpoint endpoint;
    private final Dialer dialer;
    private final Runnable onDeath;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final CountDownLatch inContact = new CountDownLatch(1);

    private DeathWatch(LivenessEndpoint endpoint, Dialer dialer, Runnable onDeath) {
        this.endpoint = endpoint;
        this.dialer = dialer;
        this.onDeath = onDeath;
    }

    /**
     * Begins to watch and returns at once.
     *
     * @param onDeath called once at most, when the process is proven dead, unless the watch has
     *     been closed; must not take long
     */
    public static DeathWatch start(LivenessEndpoint endpoint, Runnable onDeath) {
        return new DeathWatch(endpoint, new Dialer(endpoint), onDeath).start();
    }

    /**
     * Dials once more a process that this watch has proven dead, if something speaks against it: as
     * much is needed again but the contact, which nobody can have with the dead.
     */
    public DeathWatch again() {
        final DeathWatch again = new DeathWatch(endpoint, dialer.again(), onDeath);
        if (wasInContact()) {
            again.inContact.countDown();
        }
        return again.start();
    }

    private DeathWatch start() {
        final Thread thread = new Thread(this::run, "olap-ha-liveness-watch");
        thread.setDaemon(true);
        thread.start();
        return this;
    }

    /** Whether the process has authenticated itself, so that its death can be proven. */
    public boolean awaitContact(long time, TimeUnit unit) throws InterruptedException {
        return inContact.await(time, unit);
    }

    private void run() {
        try {
            watch();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            dialer.close();
        }
    }

    private void watch() throws InterruptedException {
        int refusals = 0;
        long retryMillis = FIRST_RETRY_MILLIS;
        boolean strangerLogged = false;
        while (!isClosed()) {
            final Contact contact = dialer.dial();
            refusals = contact == Contact.REFUSED ? refusals + 1 : 0;
            if (contact == Contact.AUTHENTICATED) {
                LOG.info("In contact with the process at {}.", endpoint);
                inContact.countDown();
                final long since = System.nanoTime();
                dialer.hold(HEARTBEAT_MILLIS);
                if (System.nanoTime() - since > SHORT_CONTACT_NANOS) {
                    retryMillis = FIRST_RETRY_MILLIS;
                } else {
                    // A process that takes us in and throws us out again is not asked in a busy
                    // loop.
                    pause(retryMillis);
                    retryMillis = Math.min(LAST_RETRY_MILLIS, 2 * retryMillis);
                }
                continue;
            }
            if (contact == Contact.REFUSED && wasInContact()) {
                if (refusals >= REFUSALS) {
                    die();
                    return;
                }
                pause(BETWEEN_REFUSALS_MILLIS);
                continue;
            }
            if (contact == Contact.ACCEPTED && !strangerLogged) {
                strangerLogged = true;
                LOG.info(
                        "Whoever accepts connections at {} has not proved to be the process that announced "
                                + "it; this says nothing about that process.",
                        endpoint);
            }
            pause(retryMillis);
            retryMillis = Math.min(LAST_RETRY_MILLIS, 2 * retryMillis);
        }
    }

    private boolean wasInContact() {
        return inContact.getCount() == 0;
    }

    private void die() {
        if (!isClosed()) {
            LOG.info(
                    "The process at {} is dead: its connection broke, and its host refuses a new one.",
                    endpoint);
            onDeath.run();
        }
    }

    private void pause(long millis) throws InterruptedException {
        closed.await(millis, TimeUnit.MILLISECONDS);
    }

    private boolean isClosed() {
        return closed.getCount() == 0;
    }

    /** Does not wait; a call to {@code onDeath} that has already begun may still end afterwards. */
    @Override
    public void close() {
        closed.countDown();
        dialer.close();
    }
}
