package dev.olapha.benchmark.chart;

/** A picture that cannot be drawn on this machine. Its message is one sentence for the reader. */
public final class DrawingException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DrawingException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
