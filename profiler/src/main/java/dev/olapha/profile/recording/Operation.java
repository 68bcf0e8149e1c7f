package dev.olapha.profile.recording;

import java.util.Objects;

/** What was called. Two are equal if their service and name are. */
public final class Operation {

    private final String service;
    private final String name;

    private Operation(String service, String name) {
        this.service = Objects.requireNonNull(service, "service");
        this.name = Objects.requireNonNull(name, "name");
    }

    /**
     * @param service the part of Flink or of its high availability, for example {@code
     *     ExecutionPlanStore}
     * @param name most often the method's
     */
    public static Operation of(String service, String name) {
        return new Operation(service, name);
    }

    public String service() {
        return service;
    }

    public String name() {
        return name;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Operation
                && service.equals(((Operation) other).service)
                && name.equals(((Operation) other).name);
    }

    @Override
    public int hashCode() {
        return 31 * service.hashCode() + name.hashCode();
    }

    @Override
    public String toString() {
        return service + "." + name;
    }
}
