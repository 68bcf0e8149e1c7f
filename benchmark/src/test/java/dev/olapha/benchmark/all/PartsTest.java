package dev.olapha.benchmark.all;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PartsTest {

    @Test
    void everyPartHasFilesOfItsOwn() {
        assertThat(Parts.all()).extracting(Part::id).doesNotHaveDuplicates().isNotEmpty();
    }

    @Test
    void everyPartHasBothSizes() {
        assertThat(Parts.all())
                .allSatisfy(
                        part -> {
                            assertThat(part.arguments(Size.QUICK)).isNotEmpty();
                            assertThat(part.arguments(Size.FULL)).isNotEmpty();
                        });
    }
}
