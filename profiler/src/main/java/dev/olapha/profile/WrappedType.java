package dev.olapha.profile;

import dev.olapha.profile.config.ProfilerOptions;
import dev.olapha.profile.config.ProfilerSettings;
import dev.olapha.profile.rpc.LoadedRpcSystem;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.HighAvailabilityOptions;
import org.apache.flink.configuration.IllegalConfigurationException;
import org.apache.flink.configuration.UnmodifiableConfiguration;
import org.apache.flink.runtime.highavailability.ClientHighAvailabilityServices;
import org.apache.flink.runtime.highavailability.HighAvailabilityServices;
import org.apache.flink.runtime.highavailability.HighAvailabilityServicesFactory;
import org.apache.flink.runtime.highavailability.HighAvailabilityServicesUtils;
import org.apache.flink.runtime.jobmanager.HighAvailabilityMode;
import org.apache.flink.runtime.rpc.AddressResolution;
import org.apache.flink.util.FatalExitExceptionHandler;

import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Executor;

/** Creates what Flink would have created without the profiler. */
final class WrappedType {

    private final Configuration live;
    private final Configuration wrapped;

    /**
     * @param live the process's own configuration
     */
    WrappedType(ProfilerSettings settings, Configuration live) {
        this.live = live;
        this.wrapped = settings.withoutProfiler(live);
    }

    /**
     * @throws IllegalConfigurationException if the type is none of Flink's and no factory's class
     */
    static void verify(ProfilerSettings settings) {
        final Configuration type = new Configuration();
        type.set(HighAvailabilityOptions.HA_MODE, settings.wrappedType());
        if (HighAvailabilityMode.fromConfig(type) != HighAvailabilityMode.FACTORY_CLASS) {
            return;
        }
        if (!isFactory(settings.wrappedType())) {
            throw new IllegalConfigurationException(
                    String.format(
                            "The value '%s' of '%s' is not allowed: it is neither 'zookeeper',"
                                    + " 'kubernetes' or 'NONE' nor a factory's class on the class"
                                    + " path.",
                            settings.wrappedType(), ProfilerOptions.WRAPPED_TYPE.key()));
        }
    }

    /**
     * Flink tells its own services whom to tell of a fatal error, but not a factory. What Flink's
     * processes do with one is to end, so that is done here.
     */
    HighAvailabilityServices services(Executor executor) throws Exception {
        final Map<String, String> before = wrapped.toMap();
        final HighAvailabilityServices services =
                HighAvailabilityServicesUtils.createHighAvailabilityServices(
                        wrapped,
                        executor,
                        AddressResolution.NO_ADDRESS_RESOLUTION,
                        LoadedRpcSystem.ofThisProcess().orLoad(wrapped),
                        WrappedType::endProcess);
        takeOver(before, wrapped.toMap());
        return services;
    }

    ClientHighAvailabilityServices clientServices() throws Exception {
        return HighAvailabilityServicesUtils.createClientHAService(
                wrapped, WrappedType::endProcess);
    }

    /** A factory may change the process's configuration; flink-olap-ha does. */
    private void takeOver(Map<String, String> before, Map<String, String> after) {
        if (live instanceof UnmodifiableConfiguration) {
            return;
        }
        final Set<String> keys = new HashSet<>(before.keySet());
        keys.addAll(after.keySet());
        for (final String key : keys) {
            if (!after.containsKey(key)) {
                live.removeKey(key);
            } else if (!Objects.equals(before.get(key), after.get(key))) {
                live.setString(key, after.get(key));
            }
        }
    }

    private static boolean isFactory(String type) {
        try {
            return HighAvailabilityServicesFactory.class.isAssignableFrom(
                    Class.forName(type, false, Thread.currentThread().getContextClassLoader()));
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }

    private static void endProcess(Throwable error) {
        FatalExitExceptionHandler.INSTANCE.uncaughtException(Thread.currentThread(), error);
    }
}
