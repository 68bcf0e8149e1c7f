package dev.olapha.lifecycle;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CloserTest {

    private final List<String> closed = new ArrayList<>();
    private final Closer closer = new Closer();

    @Test
    void closesInReverseOrderOnce() throws Exception {
        closer.register(() -> closed.add("first"));
        closer.register(() -> closed.add("second"));
        closer.close();
        closer.close();
        assertThat(closed).containsExactly("second", "first");
    }

    @Test
    void attemptsEveryStepAndThrowsTheFirstErrorWithTheOthersAttached() {
        closer.register(
                () -> {
                    throw new IllegalStateException("later");
                });
        closer.register(() -> closed.add("between"));
        closer.register(
                () -> {
                    throw new Exception("earlier");
                });
        assertThatThrownBy(closer::close)
                .hasMessage("earlier")
                .satisfies(
                        e ->
                                assertThat(e.getSuppressed())
                                        .singleElement()
                                        .isInstanceOf(IllegalStateException.class));
        assertThat(closed).containsExactly("between");
    }

    @Test
    void keepsTheInterruption() {
        closer.register(
                () -> {
                    throw new InterruptedException();
                });
        assertThatThrownBy(closer::close).isInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isTrue();
    }
}
