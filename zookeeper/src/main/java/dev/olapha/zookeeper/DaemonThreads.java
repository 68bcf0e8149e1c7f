package dev.olapha.zookeeper;

import java.util.concurrent.ThreadFactory;

/** Named threads that do not keep a process alive. */
final class DaemonThreads implements ThreadFactory {

    private final String name;

    DaemonThreads(String name) {
        this.name = "olap-ha-" + name;
    }

    @Override
    public Thread newThread(Runnable task) {
        final Thread thread = new Own(task, name);
        thread.setDaemon(true);
        return thread;
    }

    /** Whether the calling thread is one of these. */
    static boolean runThis() {
        return Thread.currentThread() instanceof Own;
    }

    private static final class Own extends Thread {
        private Own(Runnable task, String name) {
            super(task, name);
        }
    }
}
