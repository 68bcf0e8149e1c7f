package dev.olapha.benchmark.report;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TextTableTest {

    @Test
    void alignsWordsLeftAndNumbersRight() {
        final TextTable table = new TextTable(1, "mode", "n");
        table.add("zookeeper", "1");
        table.addGap();
        table.add("olap", "1000");
        assertThat(table.render())
                .isEqualTo(
                        """
                        mode           n
                        zookeeper      1

                        olap        1000
                        """);
    }

    @Test
    void refusesAnIncompleteRow() {
        final TextTable table = new TextTable(1, "mode", "n");
        assertThatThrownBy(() -> table.add("olap")).isInstanceOf(IllegalArgumentException.class);
    }
}
