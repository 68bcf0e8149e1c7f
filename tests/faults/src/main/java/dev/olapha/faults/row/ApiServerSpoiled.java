package dev.olapha.faults.row;

import dev.olapha.faults.check.NobodyEnds;
import dev.olapha.faults.check.Rule;
import dev.olapha.faults.cluster.ApiFilters;
import dev.olapha.faults.cluster.ClusterProfile;
import dev.olapha.faults.cluster.Scene;
import dev.olapha.testkit.kubernetes.ApiFilter;
import dev.olapha.testkit.process.FlinkProcess;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** Row 19. */
final class ApiServerSpoiled implements Row {

    private static final Duration SPOILED_AFTER_TAKEOVER = Duration.ofSeconds(2);

    private record Answers(String text, Consumer<ApiFilter> fault) {}

    private static final List<Answers> ANSWERS =
            List.of(
                    new Answers("409 to every write", filter -> filter.refuseWrites(409)),
                    new Answers("429 to everything", filter -> filter.refuseEverything(429)),
                    new Answers("500 to everything", filter -> filter.refuseEverything(500)),
                    new Answers("500 to every write", filter -> filter.refuseWrites(500)));

    @Override
    public Title title() {
        return new Title(
                19,
                "API server answers 409, 429, 500; GET works and PUT fails; watch dropped",
                ClusterProfile.API_THROUGH_FILTERS);
    }

    @Override
    public Expectation expectation(Timing timing) {
        final Expectation revoked = timing.revokedWhenCutOff(Duration.ofSeconds(30));
        return new Expectation(
                        revoked.text() + "; recovers (Std)",
                        timing.standard(timing.abrupt()),
                        revoked.patience())
                .and(revoked.rules().toArray(Rule[]::new))
                .and(new NobodyEnds());
    }

    /** One kind of answer a run, in turn; in every fifth, watches fall silent. */
    @Override
    public void strike(Scene scene, int run) throws InterruptedException {
        final ApiFilters filters = scene.cluster().preparation(ApiFilters.class);
        final int kind = (run - 1) % (ANSWERS.size() + 1);
        if (kind < ANSWERS.size()) {
            spoilAnswers(scene, filters.of(scene.leader().name()), ANSWERS.get(kind));
        } else {
            silenceWatches(scene, filters);
        }
    }

    private void spoilAnswers(Scene scene, ApiFilter filter, Answers answers)
            throws InterruptedException {
        scene.faultBegins(
                "the API server answers " + scene.leader().name() + ": " + answers.text());
        answers.fault().accept(filter);
        awaitNewTerm(scene);
        scene.lasts(SPOILED_AFTER_TAKEOVER);
        filter.restore();
        scene.healed("the API server answers as it should");
    }

    /** Only who asks by himself notices that the leader is another one. */
    private void silenceWatches(Scene scene, ApiFilters filters) throws InterruptedException {
        scene.note("the watches of all processes are open and say nothing");
        final List<FlinkProcess> all = scene.cluster().flink().processes();
        all.forEach(process -> filters.of(process.name()).silenceWatches());
        scene.faultBegins("SIGKILL to " + scene.leader().name());
        scene.kill(scene.leader());
        awaitNewTerm(scene);
        scene.lasts(title().profile().sessionTimeout().multipliedBy(2));
        all.forEach(process -> filters.of(process.name()).restore());
        scene.healed("watches work");
    }

    private void awaitNewTerm(Scene scene) throws InterruptedException {
        scene.awaitNewTerm(title().profile().sessionTimeout().multipliedBy(3));
    }
}
