package dev.olapha.profile;

import dev.olapha.profile.config.ProfilerOptions;
import dev.olapha.profile.config.ProfilerSettings;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.HighAvailabilityOptions;
import org.apache.flink.configuration.IllegalConfigurationException;
import org.apache.flink.runtime.highavailability.ClientHighAvailabilityServices;
import org.apache.flink.runtime.highavailability.HighAvailabilityServices;
import org.apache.flink.runtime.highavailability.HighAvailabilityServicesFactory;
import org.apache.flink.runtime.highavailability.nonha.embedded.EmbeddedHaServices;
import org.apache.flink.runtime.rpc.RpcSystem;
import org.apache.flink.runtime.rpc.RpcSystemLoader;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.concurrent.Executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ProfilingHaServicesFactoryTest {

    @TempDir Path directory;

    private final Configuration configuration = new Configuration();
    private final ProfilingHaServicesFactory factory = new ProfilingHaServicesFactory();

    @BeforeEach
    void configure() {
        configuration.set(HighAvailabilityOptions.HA_MODE, ProfilerSettings.FACTORY);
        configuration.set(ProfilerOptions.DIRECTORY, directory.toString());
    }

    @Test
    void unknownTypeIsRefusedInOneSentence() {
        configuration.set(ProfilerOptions.WRAPPED_TYPE, "zoo");

        assertThatThrownBy(() -> factory.createHAServices(configuration, Runnable::run))
                .isInstanceOf(IllegalConfigurationException.class)
                .hasMessage(
                        "The value 'zoo' of 'high-availability.profiler.wrapped-type' is not allowed:"
                                + " it is neither 'zookeeper', 'kubernetes' or 'NONE' nor a"
                                + " factory's class on the class path.");
        assertThatThrownBy(() -> factory.createClientHAServices(configuration))
                .isInstanceOf(IllegalConfigurationException.class);
    }

    @Test
    void aFactoryIsGivenItsOwnTypeAndMayChangeTheConfiguration() throws Exception {
        configuration.set(ProfilerOptions.WRAPPED_TYPE, Wrapped.class.getName());
        configuration.setString("secret", "password");

        factory.createHAServices(configuration, Runnable::run).close();

        assertThat(configuration.toMap())
                .containsEntry("seen", Wrapped.class.getName())
                .doesNotContainKey("secret")
                .containsEntry("high-availability.type", ProfilerSettings.FACTORY);
    }

    /** Named in the configuration. */
    public static final class Wrapped implements HighAvailabilityServicesFactory {

        @Override
        public HighAvailabilityServices createHAServices(Configuration given, Executor executor) {
            given.setString("seen", given.get(HighAvailabilityOptions.HA_MODE));
            given.removeKey("secret");
            return new EmbeddedHaServices(executor);
        }

        @Override
        public ClientHighAvailabilityServices createClientHAServices(Configuration given) {
            throw new UnsupportedOperationException();
        }
    }

    /** Stands for Flink's; nothing is asked of it. */
    public static final class Loader implements RpcSystemLoader {

        @Override
        public int getLoadPriority() {
            return 0;
        }

        @Override
        public RpcSystem loadRpcSystem(Configuration given) {
            return (RpcSystem)
                    Proxy.newProxyInstance(
                            RpcSystem.class.getClassLoader(),
                            new Class<?>[] {RpcSystem.class},
                            (proxy, method, arguments) -> null);
        }
    }
}
