package dev.olapha.faults.cluster;

import dev.olapha.faults.store.KubernetesStore;
import dev.olapha.faults.store.Store;
import dev.olapha.testkit.kubernetes.ApiFilter;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A filter between every process and the Kubernetes API server, which can spoil what passes. */
public final class ApiFilters implements Preparation {

    private final KubernetesStore store;
    private final Map<String, ApiFilter> filters = new ConcurrentHashMap<>();

    private ApiFilters(KubernetesStore store) {
        this.store = store;
    }

    /**
     * @throws IllegalStateException if the store has no API server
     */
    static ApiFilters before(Store store) {
        if (store instanceof KubernetesStore kubernetes) {
            return new ApiFilters(kubernetes);
        }
        throw new IllegalStateException(store.kind().title() + " has no API server");
    }

    @Override
    public Map<String, String> settings(String process) {
        final ApiFilter filter = store.newFilter();
        filters.put(process, filter);
        return store.settings(process, filter);
    }

    /** What a process asks goes through here. */
    public ApiFilter of(String process) {
        return filters.get(process);
    }

    @Override
    public void close() {
        filters.values().forEach(ApiFilter::close);
    }
}
