package dev.olapha.query;

import dev.olapha.query.protocol.Answer;
import dev.olapha.query.protocol.Fate;

import org.apache.flink.runtime.messages.FlinkJobNotFoundException;
import org.apache.flink.runtime.rest.util.RestClientException;
import org.apache.flink.util.ExceptionUtils;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** What the failure of a request says about it. */
final class Failures {

    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int BAD_GATEWAY = 502;
    private static final int SERVICE_UNAVAILABLE = 503;
    private static final int GATEWAY_TIMEOUT = 504;
    private static final int INTERNAL_ERROR = 500;

    /** Flink's {@code LeaderRetrievalHandler}, before it calls the handler. */
    private static final String BEFORE_THE_HANDLER = "ongoing leader election";

    /** {@code RestClusterClient#getWebMonitorBaseUrl}, before it connects. */
    private static final String BEFORE_THE_CONNECTION = "Waiting for leader address";

    private static final List<String> DUPLICATES =
            List.of("DuplicateJobSubmissionException", "DuplicateApplicationSubmissionException");

    /** The REST endpoint could not reach its Dispatcher, or not to the end. */
    private static final List<String> DISPATCHER_OUT_OF_REACH =
            List.of(
                    "TimeoutException",
                    "FencingTokenException",
                    "RecipientUnreachableException",
                    "EndpointNotStartedException");

    private Failures() {}

    /** What became of a submission that failed so. */
    static Fate ofSubmission(Throwable failure) {
        final Optional<RestClientException> refusal =
                ExceptionUtils.findThrowable(failure, RestClientException.class);
        if (refusal.isPresent()) {
            return ofRefusal(refusal.get());
        }
        if (hasNotConnected(failure)) {
            return Fate.NOT_SENT;
        }
        if (has(failure, FileNotFoundException.class) || has(failure, NoSuchFileException.class)) {
            return Fate.REFUSED;
        }
        return has(failure, IOException.class)
                        || has(failure, IllegalStateException.class)
                        || has(failure, TimeoutException.class)
                ? Fate.UNKNOWN
                : Fate.REFUSED;
    }

    private static Fate ofRefusal(RestClientException refusal) {
        final int code = refusal.getHttpResponseStatus().code();
        final String text = String.valueOf(refusal.getMessage());
        if (DUPLICATES.stream().anyMatch(text::contains)) {
            // Of a random id of our own: the connection broke after a living leader had taken it.
            return Fate.ACCEPTED;
        }
        if (code == SERVICE_UNAVAILABLE && text.contains(BEFORE_THE_HANDLER)) {
            return Fate.NOT_SENT;
        }
        // From a proxy nobody knows what it has passed on.
        final boolean doubtful =
                code == SERVICE_UNAVAILABLE
                        || code == BAD_GATEWAY
                        || code == GATEWAY_TIMEOUT
                        || code == INTERNAL_ERROR
                                && DISPATCHER_OUT_OF_REACH.stream().anyMatch(text::contains);
        return doubtful ? Fate.UNKNOWN : Fate.REFUSED;
    }

    /** What a failed question says about the job. */
    static Answer ofQuestion(Throwable failure) {
        final Throwable cause = ExceptionUtils.stripCompletionException(failure);
        return ExceptionUtils.findThrowable(failure, RestClientException.class)
                        .filter(Failures::saysThereIsNoJob)
                        .isPresent()
                ? Answer.notThere(cause)
                : Answer.none(cause);
    }

    private static boolean saysThereIsNoJob(RestClientException answer) {
        return answer.getHttpResponseStatus().code() == NOT_FOUND
                || String.valueOf(answer.getMessage())
                        .contains(FlinkJobNotFoundException.class.getName());
    }

    /** Whether no leader has answered, so that a question may be asked again. */
    static boolean leaveQuestionOpen(Throwable failure) {
        return ExceptionUtils.findThrowable(failure, RestClientException.class)
                .map(answer -> answer.getHttpResponseStatus().code() == SERVICE_UNAVAILABLE)
                .orElseGet(() -> has(failure, IOException.class));
    }

    /** Whether a failed cancellation leaves nothing to cancel. */
    static boolean saysThatJobHasEnded(Throwable failure) {
        return ExceptionUtils.findThrowable(failure, RestClientException.class)
                .filter(answer -> answer.getHttpResponseStatus().code() == CONFLICT)
                .isPresent();
    }

    private static boolean hasNotConnected(Throwable failure) {
        return Stream.of(
                                ConnectException.class,
                                UnknownHostException.class,
                                UnresolvedAddressException.class)
                        .anyMatch(type -> has(failure, type))
                || ExceptionUtils.findThrowable(failure, TimeoutException.class)
                        .filter(
                                timeout ->
                                        String.valueOf(timeout.getMessage())
                                                .startsWith(BEFORE_THE_CONNECTION))
                        .isPresent();
    }

    private static boolean has(Throwable failure, Class<? extends Throwable> type) {
        return ExceptionUtils.findThrowable(failure, type).isPresent();
    }
}
