package dev.olapha.demonstration.screen;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FramedTableTest {

    @Test
    void alignsLabelsLeftAndValuesRight() {
        assertThat(new FramedTable().row("queries", "7").row("q/s", "12.5"))
                .hasToString(
                        """
                        +---------+------+
                        | queries |    7 |
                        | q/s     | 12.5 |
                        +---------+------+""");
    }
}
