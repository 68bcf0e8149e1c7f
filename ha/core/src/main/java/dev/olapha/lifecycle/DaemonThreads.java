package dev.olapha.lifecycle;

import java.util.concurrent.ThreadFactory;

/** Makes threads with a name of this product that do not keep a process alive. */
public final class DaemonThreads implements ThreadFactory {

    private final String name;

    /**
     * @param name what the threads do; goes after the product's name
     */
    public DaemonThreads(String name) {
        this.name = "olap-ha-" + name;
    }

    @Override
    public Thread newThread(Runnable task) {
        final Thread thread = new Own(task, name);
        thread.setDaemon(true);
        return thread;
    }

    /** Whether the calling thread is one of these. */
    public static boolean runThis() {
        return Thread.currentThread() instanceof Own;
    }

    private static final class Own extends Thread {
        private Own(Runnable task, String name) {
            super(task, name);
        }
    }
}
