package dev.olapha.benchmark.profile;

import dev.olapha.benchmark.profile.QueryLife.Located;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

class QueryLifeTest {

    private static final String DISPATCHER = "Rpc to Dispatcher";
    private static final String JOB_MASTER = "Rpc to JobMaster";

    private final List<Located> calls = new ArrayList<>();

    @Test
    void lastsFromSubmissionToResult() {
        call(DISPATCHER, "submitApplication", 1_000, 500);
        call("JobResultStore", "createDirtyResultAsync", 9_000, 4_000);

        assertThat(QueryLife.isWhole(calls)).isTrue();
        assertThat(life().millis()).isEqualTo(8);
        assertThat(life().criticalMillis()).isEmpty();
    }

    @Test
    void beginsWithTheFirstOfItsFiles() {
        call("BlobStore", "put of user files", 1_000, 2_000);
        call(DISPATCHER, "submitJob", 4_000, 500);
        call("JobResultStore", "createDirtyResultAsync", 9_000, 4_000);

        assertThat(life().millis()).isEqualTo(8);
        assertThat(critical()).containsOnly(entry("BlobStore.put of user files", 2.0));
    }

    @Test
    void isNotWholeWithoutAnEnd() {
        call(DISPATCHER, "submitJob", 1_000, 500);

        assertThat(QueryLife.isWhole(calls)).isFalse();
    }

    @Test
    void onlyHighAvailabilityBetweenBothIsCritical() {
        call("JobResultStore", "hasJobResultEntryAsync", 0, 2_000);
        call(DISPATCHER, "submitJob", 1_000, 5_000);
        call("ExecutionPlanStore", "putExecutionPlan", 3_000, 2_000);
        call("JobResultStore", "createDirtyResultAsync", 9_000, 4_000);

        assertThat(critical())
                .containsOnly(
                        entry("JobResultStore.hasJobResultEntryAsync", 1.0),
                        entry("ExecutionPlanStore.putExecutionPlan", 2.0));
    }

    @Test
    void callsAtTheSameTimeShareIt() {
        call(DISPATCHER, "submitJob", 0, 100);
        call("A", "a", 1_000, 4_000);
        call("B", "b", 3_000, 4_000);
        call("JobResultStore", "createDirtyResultAsync", 9_000, 10);

        assertThat(critical()).containsOnly(entry("A.a", 3.0), entry("B.b", 3.0));
    }

    @Test
    void nothingIsCriticalWhileTasksRun() {
        call(DISPATCHER, "submitJob", 0, 100);
        call("A", "a", 1_000, 6_000);
        call(JOB_MASTER, "task is RUNNING", 2_000, 10);
        call(JOB_MASTER, "task is FINISHED", 5_000, 10);
        call(JOB_MASTER, "task is FINISHED", 6_000, 10);
        call("JobResultStore", "createDirtyResultAsync", 9_000, 10);

        assertThat(critical()).containsOnly(entry("A.a", 2.0));
    }

    private void call(String service, String operation, long start, long micros) {
        calls.add(
                new Located(
                        "jobmanager",
                        new RecordedCall(
                                service, operation, "blocked", "thread", start, micros, null,
                                false)));
    }

    private QueryLife life() {
        return QueryLife.of("query", calls);
    }

    private Map<String, Double> critical() {
        return life().criticalMillis().entrySet().stream()
                .collect(
                        Collectors.toMap(
                                share -> share.getKey().service() + "." + share.getKey().name(),
                                Map.Entry::getValue));
    }
}
