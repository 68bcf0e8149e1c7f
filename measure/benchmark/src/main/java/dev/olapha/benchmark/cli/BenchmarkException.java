package dev.olapha.benchmark.cli;

/** A run that cannot go on. Its message is one sentence for the user, who needs no stack trace. */
public final class BenchmarkException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public BenchmarkException(String sentence) {
        super(sentence);
    }

    public BenchmarkException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
