package dev.olapha.persistence.adapter;

import org.apache.flink.api.common.JobID;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.runtime.persistence.StateHandleStore;
import org.apache.flink.runtime.state.RetrievableStateHandle;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** What the clean end of a cluster with job recovery deletes, and what it must not delete. */
abstract class CleanEndContract {

    private static final boolean HAS_APPLICATIONS =
            System.getProperty("flink.line").compareTo("2.3") >= 0;

    /** An end that takes more steps than this does not end. */
    private static final int MOST_MOMENTS = 500;

    @TempDir Path storage;

    private final String jobWithCheckpoints = id();
    private final String jobWithout = id();
    private final String jobWithoutPlan = id();
    private final String application = id();

    private PersistedCluster cluster;

    /** A cluster with the given {@code high-availability.storageDir}. */
    abstract PersistedCluster start(String storageDirectory);

    private PersistedCluster cluster() {
        if (cluster == null) {
            cluster = start(MortalFileSystem.SCHEME + "://" + storage);
        }
        return cluster;
    }

    @AfterEach
    void close() throws Exception {
        Mortality.immortal().begin();
        if (cluster != null) {
            cluster.close();
        }
    }

    @Test
    void nothingIsLeft() throws Exception {
        persist();
        cluster().end(Mortality.immortal().begin());
        assertThat(cluster().leftovers()).isEmpty();
        assertThat(files()).isEmpty();
    }

    /** That uses the same directory by mistake, stock Flink's or this product's. */
    @Test
    void theFilesOfAnotherClusterStay() throws Exception {
        final Set<String> foreign = persistOfAnotherCluster();
        persist();
        cluster().end(Mortality.immortal().begin());
        assertThat(files()).isEqualTo(foreign);
        assertThat(cluster().leftovers()).isEmpty();
    }

    @Test
    void onePointerThatCannotBeReadDoesNotStopTheRest() throws Exception {
        persist();
        cluster().addMalformedPlan();
        cluster().end(Mortality.immortal().begin());
        assertThat(cluster().leftovers()).isEmpty();
        assertThat(files()).isEmpty();
    }

    /** And then started again: the next clean end does the rest. */
    @Test
    void killedAtAnyMomentItLeavesNothingThatRunsTwice() throws Exception {
        final Set<String> foreign = persistOfAnotherCluster();
        int moment = 0;
        boolean killed = true;
        while (killed) {
            persist();
            final Mortality mortality = Mortality.at(moment++).begin();
            try {
                cluster().end(mortality);
            } catch (Exception e) {
                assertThat(mortality.isDead()).as("killed, and so: %s", e).isTrue();
            }
            killed = mortality.isDead();
            Mortality.immortal().begin();
            assertThat(files()).as("killed at moment %d", moment).containsAll(foreign);
            assertWhatCanBeRecoveredIsWhole(moment);

            cluster().end(Mortality.immortal().begin());

            assertThat(cluster().leftovers()).as("killed at moment %d", moment).isEmpty();
            assertThat(files()).as("killed at moment %d", moment).isEqualTo(foreign);
            assertThat(moment).isLessThan(MOST_MOMENTS);
        }
        assertThat(moment).as("moments").isGreaterThan(10);
    }

    private void assertWhatCanBeRecoveredIsWhole(int moment) throws Exception {
        final Set<String> plans = recoverable(cluster().plans());
        final Set<String> checkpoints = recoverable(cluster().checkpoints(jobWithCheckpoints));
        final Set<String> files = files();
        if (plans.contains(jobWithCheckpoints)) {
            assertThat(checkpoints).as("killed at moment %d", moment).hasSize(2);
        }
        for (String plan : plans) {
            assertThat(files)
                    .as("killed at moment %d", moment)
                    .anyMatch(file -> file.contains("job_" + plan + "/"));
        }
        recoverable(cluster().checkpoints(jobWithoutPlan));
        if (HAS_APPLICATIONS) {
            recoverable(cluster().applications());
        }
    }

    /** What Flink would recover. Fails if one of the files is not there that pointers name. */
    private static Set<String> recoverable(StateHandleStore<String, ?> store) throws Exception {
        final Set<String> states = new HashSet<>();
        for (Tuple2<RetrievableStateHandle<String>, String> found : store.getAllAndLock()) {
            states.add(found.f0.retrieveState());
        }
        store.releaseAll();
        return states;
    }

    private void persist() throws Exception {
        addPlan(jobWithCheckpoints);
        addPlan(jobWithout);
        addCheckpoint(jobWithCheckpoints, 7);
        addCheckpoint(jobWithCheckpoints, 8);
        addCheckpoint(jobWithoutPlan, 3);
        addBlob("job_" + jobWithCheckpoints);
        addBlob("job_" + jobWithout);
        addBlob("job_" + jobWithoutPlan);
        if (HAS_APPLICATIONS) {
            add(cluster().applications(), cluster().applicationName(application), application);
            addBlob("application_" + application);
        }
    }

    private Set<String> persistOfAnotherCluster() throws IOException {
        final List<String> foreign = new ArrayList<>();
        for (String file :
                List.of(
                        "default/completedCheckpoint0123",
                        "default/submittedExecutionPlan0123",
                        "default/submittedJobGraph0123",
                        "default/submittedApplication0123",
                        "default/blob/job_" + id() + "/blob_p-0123",
                        "default/blob/application_" + id() + "/blob_p-0123",
                        "job-result-store/default/" + id() + "_DIRTY.json",
                        "application-result-store/default/" + id() + "_DIRTY.json")) {
            foreign.add(file);
            write(file);
        }
        return new TreeSet<>(foreign);
    }

    private void addPlan(String job) throws Exception {
        add(cluster().plans(), cluster().planName(job), job);
    }

    private void addCheckpoint(String job, int id) throws Exception {
        add(cluster().checkpoints(job), cluster().checkpointName(id), job + "/" + id);
    }

    private static void add(StateHandleStore<String, ?> store, String name, String state)
            throws Exception {
        store.addAndLock(name, state);
        store.releaseAll();
    }

    private void addBlob(String owner) throws IOException {
        write("default/blob/" + owner + "/blob_p-4567");
    }

    private void write(String file) throws IOException {
        final Path path = storage.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, file);
    }

    private Set<String> files() {
        try (Stream<Path> files = Files.walk(storage)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> storage.relativize(file).toString())
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String id() {
        return new JobID().toString();
    }
}
