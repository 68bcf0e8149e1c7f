package dev.olapha.benchmark.all;

import dev.olapha.benchmark.CommandRun;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

class PartsTest {

    @Test
    void everyPartHasFilesOfItsOwn() {
        assertThat(Parts.all()).extracting(Part::id).doesNotHaveDuplicates().isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource(Size.class)
    void everyPartIsACommandLineOfThisProgram(Size size) {
        assertThat(Parts.of(size))
                .isNotEmpty()
                .allSatisfy(
                        part ->
                                assertThatCode(() -> CommandRun.parse(part.arguments(size)))
                                        .doesNotThrowAnyException());
    }
}
