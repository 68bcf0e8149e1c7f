package dev.olapha.faults.observe;

import java.util.concurrent.ThreadFactory;

/** Makes threads that do not keep this process alive. */
public final class NamedDaemon implements ThreadFactory {

    private final String name;

    public NamedDaemon(String name) {
        this.name = name;
    }

    @Override
    public Thread newThread(Runnable task) {
        final Thread thread = new Thread(task, "olapha-faults-" + name);
        thread.setDaemon(true);
        return thread;
    }
}
