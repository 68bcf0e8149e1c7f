package dev.olapha.kubernetes;

import java.util.concurrent.ThreadFactory;

/** Named threads that do not keep a process alive. */
final class DaemonThreads implements ThreadFactory {

    private final String name;

    DaemonThreads(String name) {
        this.name = "olap-ha-" + name;
    }

    @Override
    public Thread newThread(Runnable task) {
        final Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }
}
