package dev.olapha.query.protocol;

/** What one query may hold of the memory that all queries of the process share. One thread. */
public final class HeldMemory {

    private final MemoryBudget budget;
    private final long totalLimit;
    private final long queryLimit;
    private long taken;

    /**
     * @param totalLimit of all queries, in bytes; wins over that of one
     * @param queryLimit of the rows of this query, in bytes
     */
    public HeldMemory(MemoryBudget budget, long totalLimit, long queryLimit) {
        this.budget = budget;
        this.totalLimit = totalLimit;
        this.queryLimit = queryLimit;
    }

    boolean take(long bytes) {
        if (taken + bytes > queryLimit || !budget.take(bytes, totalLimit)) {
            return false;
        }
        taken += bytes;
        return true;
    }

    void giveBack() {
        budget.giveBack(taken);
        taken = 0;
    }
}
