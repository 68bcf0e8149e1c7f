package dev.olapha.benchmark.failover;

import dev.olapha.benchmark.cli.BenchmarkException;
import dev.olapha.benchmark.cluster.KubernetesLock;

import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** An election by a lock in a ConfigMap, in which the records lie too. */
final class KubernetesElection implements ElectionWatch {

    private final Supplier<Optional<KubernetesLock>> lock;
    private final BooleanSupplier allAnswer;

    /**
     * @param lock reads it
     * @param allAnswer whether every JobManager answers over REST: a standby leaves no trace in the
     *     store, but it answers only after it has found the leader there
     */
    KubernetesElection(Supplier<Optional<KubernetesLock>> lock, BooleanSupplier allAnswer) {
        this.lock = lock;
        this.allAnswer = allAnswer;
    }

    @Override
    public boolean isStoodFor(int jobManagers) {
        return allAnswer.getAsBoolean();
    }

    @Override
    public Incumbent incumbent() {
        return new Holder(
                lock.get()
                        .filter(now -> !now.holder().isEmpty() && !now.dispatcher().isEmpty())
                        .orElseThrow(() -> new BenchmarkException("No leader is published.")));
    }

    private final class Holder implements Incumbent {

        private final KubernetesLock then;

        Holder(KubernetesLock then) {
            this.then = then;
        }

        @Override
        public boolean holdsOn() {
            return lock.get().filter(now -> now.holder().equals(then.holder())).isPresent();
        }

        /** The next holder finds its predecessor's record there and replaces it. */
        @Override
        public boolean isSucceeded() {
            return lock.get()
                    .filter(now -> !now.holder().isEmpty())
                    .filter(now -> !now.holder().equals(then.holder()))
                    .filter(now -> !now.dispatcher().isEmpty())
                    .filter(now -> !now.dispatcher().equals(then.dispatcher()))
                    .isPresent();
        }
    }
}
