package dev.olapha.query.protocol;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The rows between a job's sink and the client. The client sees one sink with running offsets,
 * whatever attempts there are below: Flink's own way over a restart throws "Job restarted", or
 * shows rows twice.
 */
final class ResultRows {

    /** What Flink's client begins with; a sink answers it with its own. */
    private static final String UNKNOWN_SINK = "";

    private final HeldMemory memory;
    private Protection protection;

    /** Whether the client waits for rows or for the end. */
    private boolean wanted;

    private final Deque<byte[]> rows = new ArrayDeque<>();

    /** Of the first row in {@link #rows}; what comes before was handed on and acknowledged. */
    private long firstOffset;

    /** One after the last row that the client was given. */
    private long handedOn;

    private boolean holding;

    private String sinkVersion = UNKNOWN_SINK;

    /** How many rows the present attempt's sink has given. */
    private long received;

    ResultRows(Protection protection, HeldMemory memory) {
        this.protection = protection;
        this.memory = memory;
        this.holding = protection == Protection.HOLDING_ROWS;
    }

    boolean areProtected() {
        return protection != Protection.NONE;
    }

    /** From now on they cannot be had again. */
    void unprotect() {
        protection = Protection.NONE;
        letGo();
    }

    void want() {
        wanted = true;
    }

    boolean areWanted() {
        return wanted;
    }

    /** Whether the sink should be asked for rows before its job ends. */
    boolean shouldBeFetched(Questions questions, long now) {
        return holding
                ? questions.isLongRunning(now)
                : wanted && handedOn == firstOffset + rows.size();
    }

    String sinkVersion() {
        return sinkVersion;
    }

    long received() {
        return received;
    }

    boolean anyHandedOn() {
        return handedOn > 0;
    }

    /**
     * Rows that a sink has given.
     *
     * @throws SinkRestartedException if Flink has restarted the job and the client has rows of it
     */
    void add(SinkRows given) throws SinkRestartedException {
        final String version = given.version();
        final Batch batch = given.batch();
        if (!sinkVersion.equals(version)) {
            if (anyHandedOn()) {
                throw new SinkRestartedException();
            }
            clear();
            sinkVersion = version;
        }
        if (batch.rows().isEmpty()) {
            return;
        }
        final long known = received - batch.offset();
        if (known < 0) {
            throw new SinkRestartedException();
        }
        batch.rows().stream().skip(known).forEach(this::add);
    }

    private void add(byte[] row) {
        rows.add(row);
        received++;
        if (holding && !memory.take(row.length)) {
            letGo();
        }
    }

    /** From now on rows are handed on as they come. */
    void letGo() {
        holding = false;
        memory.giveBack();
    }

    /** Begins anew with another sink; the client has no rows yet. */
    void clear() {
        rows.clear();
        received = 0;
        sinkVersion = UNKNOWN_SINK;
        memory.giveBack();
        holding = protection == Protection.HOLDING_ROWS;
    }

    /**
     * What the client may have from this offset on, which acknowledges all before it; nothing while
     * rows are held.
     */
    Batch handOn(long offset) {
        while (firstOffset < offset && !rows.isEmpty()) {
            rows.removeFirst();
            firstOffset++;
        }
        wanted = holding || rows.isEmpty();
        if (holding) {
            return new Batch(offset, List.of());
        }
        handedOn = firstOffset + rows.size();
        if (anyHandedOn()) {
            unprotect();
        }
        return new Batch(firstOffset, new ArrayList<>(rows));
    }
}
