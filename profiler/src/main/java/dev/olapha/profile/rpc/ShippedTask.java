package dev.olapha.profile.rpc;

import dev.olapha.profile.calls.Meter;
import dev.olapha.profile.recording.Call;
import dev.olapha.profile.recording.Operation;
import dev.olapha.profile.recording.Waiting;

import org.apache.flink.runtime.deployment.TaskDeploymentDescriptor;

import java.lang.reflect.Field;
import java.util.Optional;

/**
 * A task on its way to a TaskManager: the bytes of its descriptor, and those of them that are job
 * and task information. Information above {@code blob.offload.minsize} is not in the descriptor but
 * goes through the blob server; its calls are recorded there.
 */
final class ShippedTask {

    private static final String SERVICE = "TaskDeploymentDescriptor";

    private static final Optional<Field> JOB_INFORMATION = field("serializedJobInformation");
    private static final Optional<Field> TASK_INFORMATION = field("serializedTaskInformation");

    private final TaskDeploymentDescriptor descriptor;
    private final Optional<String> query;

    ShippedTask(TaskDeploymentDescriptor descriptor, Optional<String> query) {
        this.descriptor = descriptor;
        this.query = query;
    }

    /**
     * @param call the remote call that carries it
     */
    void recordWith(Meter meter, Call call) {
        meter.sizes().measure(descriptor, call);
        record(meter, "job information inside", JOB_INFORMATION);
        record(meter, "task information inside", TASK_INFORMATION);
    }

    private void record(Meter meter, String name, Optional<Field> field) {
        field.flatMap(this::bytesInside)
                .ifPresent(
                        bytes -> {
                            final Call part =
                                    meter.begin(
                                            Operation.of(SERVICE, name), Waiting.BLOCKED, query);
                            part.sized(bytes);
                            part.returned();
                        });
    }

    private Optional<Integer> bytesInside(Field field) {
        try {
            final Object information = field.get(descriptor);
            return information instanceof TaskDeploymentDescriptor.NonOffloaded
                    ? Optional.of(
                            ((TaskDeploymentDescriptor.NonOffloaded<?>) information)
                                    .serializedValue.getByteArray().length)
                    : Optional.empty();
        } catch (IllegalAccessException e) {
            return Optional.empty();
        }
    }

    /** Flink has no getter for it; all lines up to 2.3 have the field. */
    private static Optional<Field> field(String name) {
        try {
            final Field field = TaskDeploymentDescriptor.class.getDeclaredField(name);
            field.setAccessible(true);
            return Optional.of(field);
        } catch (NoSuchFieldException | RuntimeException e) {
            return Optional.empty();
        }
    }
}
