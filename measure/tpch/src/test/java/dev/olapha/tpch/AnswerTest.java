package dev.olapha.tpch;

import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class AnswerTest {

    @Test
    void numbersAreEqualByValue() {
        assertThat(answer(7L, new BigDecimal("1.50"), new BigDecimal("100.00")))
                .isEqualTo(answer(7, new BigDecimal("1.5"), 100L));
    }

    @Test
    void aDifferenceInTheLastDigitIsADifference() {
        assertThat(answer(new BigDecimal("1.000001"))).isNotEqualTo(answer(BigDecimal.ONE));
    }

    @Test
    void datesAreEqualAcrossTypes() {
        assertThat(answer(java.sql.Date.valueOf("1995-03-15")))
                .isEqualTo(answer(LocalDate.of(1995, 3, 15)));
    }

    @Test
    void theOrderOfRowsCounts() {
        Answer oneTwo = new Answer.Rows().add(List.of(1)).add(List.of(2)).toAnswer();
        Answer twoOne = new Answer.Rows().add(List.of(2)).add(List.of(1)).toAnswer();
        assertThat(oneTwo).isNotEqualTo(twoOne);
    }

    @Test
    void anEmptyAnswerIsNotARowOfNothing() {
        assertThat(new Answer.Rows().toAnswer())
                .isNotEqualTo(new Answer.Rows().add(Arrays.asList((Object) null)).toAnswer());
    }

    private static Answer answer(Object... cells) {
        return new Answer.Rows().add(List.of(cells)).toAnswer();
    }
}
