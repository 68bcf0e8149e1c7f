package dev.olapha.tpch.clients;

import dev.olapha.tpch.TpchWorkload;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/** Several clients at once, each with a connection of its own. */
public final class Clients implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Journal journal = new Journal();
    private final List<Client> clients = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();

    /** Opens nothing yet. */
    public Clients(
            int count, Driver driver, String url, List<String> definitions, TpchWorkload workload) {
        for (int number = 0; number < count; number++) {
            Client client =
                    new Client(
                            number,
                            new BoundedSession(driver, url, definitions, LIMIT),
                            workload,
                            journal);
            clients.add(client);
            Thread thread = new Thread(client, "client-" + number);
            thread.setDaemon(true);
            threads.add(thread);
        }
    }

    /**
     * Opens the connections, one after the other, and defines the tables in each.
     *
     * @throws TimeoutException if one takes too long
     * @throws ExecutionException if one fails
     */
    public void open() throws InterruptedException, ExecutionException, TimeoutException {
        for (Client client : clients) {
            client.open();
        }
    }

    /** Begins to ask queries. To be called once. */
    public void start() {
        threads.forEach(Thread::start);
    }

    /** What they have done. */
    public Journal journal() {
        return journal;
    }

    /** How many there are. */
    public int count() {
        return clients.size();
    }

    /**
     * Lets the queries in flight end, and closes the connections. Those that take too long are left
     * alone.
     */
    @Override
    public void close() {
        clients.forEach(Client::stop);
        try {
            for (Thread thread : threads) {
                thread.join(LIMIT.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
