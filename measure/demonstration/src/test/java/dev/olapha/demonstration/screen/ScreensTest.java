package dev.olapha.demonstration.screen;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

import static org.assertj.core.api.Assertions.assertThat;

class ScreensTest {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    @Test
    void aPipeGetsPlainLinesAndNotEveryLiveOne() {
        Screen screen = new PipeScreen(out);
        screen.live("one");
        screen.live("two");
        screen.print("done");
        assertThat(written()).isEqualTo("one\ndone\n");
    }

    @Test
    void aTerminalKeepsTheLiveLineLast() {
        Screen screen = new TerminalScreen(out, 80);
        screen.live("one");
        screen.print("done");
        assertThat(written()).isEqualTo("\r\u001b[Kone" + "\r\u001b[Kdone\n" + "one");
    }

    @Test
    void aLiveLineCanBeTakenAway() {
        Screen screen = new TerminalScreen(out, 80);
        screen.live("one");
        screen.endLive();
        screen.print("done");
        assertThat(written()).isEqualTo("\r\u001b[Kone" + "\r\u001b[K" + "\r\u001b[Kdone\n");
    }

    @Test
    void aLiveLineIsCutToTheTerminal() {
        new TerminalScreen(out, 5).live("123456");
        assertThat(written()).isEqualTo("\r\u001b[K1234");
    }

    @Test
    void aSilencedScreenShowsNothing() {
        Screen pipe = new PipeScreen(out);
        Screen terminal = new TerminalScreen(out, 80);
        pipe.silence();
        terminal.silence();
        pipe.live("one");
        pipe.print("two");
        terminal.live("three");
        terminal.print("four");
        assertThat(written()).isEmpty();
    }

    private String written() {
        return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }
}
