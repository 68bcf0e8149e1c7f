package dev.olapha.leader;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import static org.assertj.core.api.Assertions.assertThat;

class LeaderClassesTest {

    private static final AtomicInteger INITIALIZED = new AtomicInteger();

    @Test
    void initializesNothing() {
        final LeaderClasses classes = classes(Initialized.class.getName());
        assertThat(classes.load()).isEqualTo(1);
        assertThat(INITIALIZED).hasValue(0);
        new Initialized();
        assertThat(INITIALIZED).hasValue(1);
    }

    @Test
    void passesOverWhatIsNotThere() {
        assertThat(classes("org.apache.flink.Never", "", Initialized.class.getName()).load())
                .isEqualTo(1);
    }

    /** The list is made with the newest Flink; if most of it were gone it would be of no use. */
    @Test
    void mostOfTheListIsInTheOldestFlinkToo() {
        final LeaderClasses classes = LeaderClasses.ofFlink();
        assertThat(classes.size()).isGreaterThan(500);
        assertThat(classes.load()).isGreaterThan(classes.size() / 2);
    }

    private static LeaderClasses classes(String... names) {
        return new LeaderClasses(LeaderClassesTest.class.getClassLoader(), List.of(names));
    }

    private static final class Initialized {
        static {
            INITIALIZED.incrementAndGet();
        }
    }
}
