package dev.olapha.query;

import dev.olapha.query.protocol.Fate;

import org.apache.flink.runtime.rest.util.RestClientException;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpResponseStatus;
import org.apache.flink.util.SerializedThrowable;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

class FailuresTest {

    @ParameterizedTest
    @CsvSource({
        "503, Service temporarily unavailable due to an ongoing leader election. Please refresh.,"
                + " NOT_SENT",
        "503, no healthy upstream, UNKNOWN",
        "502, bad gateway, UNKNOWN",
        "504, gateway timeout, UNKNOWN",
        "500, org.apache.flink.runtime.client.DuplicateJobSubmissionException: Job has already been"
                + " submitted, ACCEPTED",
        "500, org.apache.flink.runtime.client.DuplicateApplicationSubmissionException: again,"
                + " ACCEPTED",
        "500, org.apache.flink.runtime.rpc.exceptions.FencingTokenException: not set, UNKNOWN",
        "500, java.util.concurrent.TimeoutException: Invocation of submitJob timed out, UNKNOWN",
        "500, No space left on device, REFUSED",
        "400, Bad request, REFUSED",
        "413, too large, REFUSED"
    })
    void answersToASubmission(int code, String text, Fate fate) {
        assertThat(Failures.ofSubmission(wrapped(answer(code, text)))).isEqualTo(fate);
    }

    static Stream<Arguments> brokenConnections() {
        return Stream.of(
                Arguments.of(new ConnectException("Connection refused"), Fate.NOT_SENT),
                Arguments.of(new UnknownHostException("jobmanager"), Fate.NOT_SENT),
                Arguments.of(
                        new TimeoutException("Waiting for leader address of WebMonitorEndpoint"),
                        Fate.NOT_SENT),
                Arguments.of(new IOException("Connection reset by peer"), Fate.UNKNOWN),
                Arguments.of(new TimeoutException("idle"), Fate.UNKNOWN),
                Arguments.of(new FileNotFoundException("a.jar"), Fate.REFUSED),
                Arguments.of(new ClassCastException(), Fate.REFUSED));
    }

    @ParameterizedTest
    @MethodSource("brokenConnections")
    void connectionsThatBreakUnderASubmission(Throwable failure, Fate fate) {
        assertThat(Failures.ofSubmission(wrapped(failure))).isEqualTo(fate);
    }

    static Stream<Arguments> failedJobs() {
        return Stream.of(
                Arguments.of(
                        new org.apache.flink.runtime.io.network.partition
                                .PartitionNotFoundException(
                                new org.apache.flink.runtime.io.network.partition
                                        .ResultPartitionID()),
                        true),
                Arguments.of(
                        new org.apache.flink.runtime.jobmaster.JobMasterException(
                                "TaskManager with id 1 is no longer reachable."),
                        true),
                Arguments.of(
                        new TimeoutException("Heartbeat of TaskManager with id 1 timed out."),
                        true),
                Arguments.of(new TimeoutException("a look-up of the user's"), false),
                Arguments.of(new IOException("No space left on device"), false),
                Arguments.of(new ConnectException("of the user's source"), false),
                Arguments.of(new OutOfMemoryError("Java heap space"), false),
                Arguments.of(new ArithmeticException("/ by zero"), false));
    }

    @ParameterizedTest
    @MethodSource("failedJobs")
    void whoIsAtFault(Throwable cause, boolean cluster) {
        final Throwable failure = new IllegalStateException("Recovery is suppressed", cause);
        assertThat(ClusterFaults.caused(new SerializedThrowable(failure))).isEqualTo(cluster);
    }

    @Test
    void cancellationOfAnEndedJobIsDone() {
        assertThat(Failures.saysThatJobHasEnded(wrapped(answer(409, "already finished")))).isTrue();
        assertThat(Failures.saysThatJobHasEnded(wrapped(answer(404, "not found")))).isFalse();
    }

    private static RestClientException answer(int code, String text) {
        return new RestClientException(text, HttpResponseStatus.valueOf(code));
    }

    private static Throwable wrapped(Throwable failure) {
        return new CompletionException(new IllegalArgumentException(failure));
    }
}
