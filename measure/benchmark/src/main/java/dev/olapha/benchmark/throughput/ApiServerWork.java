package dev.olapha.benchmark.throughput;

import dev.olapha.benchmark.cluster.ApiRequestCounts;

/**
 * What the Kubernetes API server was asked about ConfigMaps and Secrets. The renewals of all
 * clusters' leases are among it: they go on while another cluster has its turn.
 *
 * @param requests all requests
 * @param writes those of them that etcd must agree on
 */
record ApiServerWork(long requests, long writes) {

    static ApiServerWork of(ApiRequestCounts counts) {
        return new ApiServerWork(counts.requests(), counts.writes());
    }

    static ApiServerWork none() {
        return new ApiServerWork(0, 0);
    }
}
