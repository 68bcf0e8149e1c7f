package dev.olapha.testkit.zookeeper;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The process of {@link ZooKeeperProcess}. Arguments: directory, client port, control port, and in
 * milliseconds tick, least and greatest session timeout.
 */
final class ZooKeeperMain {

    private final EmbeddedZooKeeper zooKeeper;

    private ZooKeeperMain(EmbeddedZooKeeper zooKeeper) {
        this.zooKeeper = zooKeeper;
    }

    public static void main(String[] args) throws IOException {
        EmbeddedZooKeeper zooKeeper =
                EmbeddedZooKeeper.startIn(
                        Path.of(args[0]),
                        Integer.parseInt(args[1]),
                        ZooKeeperSettings.ofTick(millis(args[3]))
                                .withSessionTimeouts(millis(args[4]), millis(args[5])));
        Runtime.getRuntime().addShutdownHook(new Thread(zooKeeper::close, "stop-zookeeper"));
        new ZooKeeperMain(zooKeeper).serve(Integer.parseInt(args[2]));
    }

    private void serve(int port) throws IOException {
        HttpServer http =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        answer(http, "/counts", ignored -> zooKeeper.counts().toLines());
        answer(http, "/znodes", ignored -> String.join("\n", zooKeeper.znodes()));
        answer(http, "/ephemerals", ignored -> ephemerals());
        answer(http, "/zxid", ignored -> Long.toString(zooKeeper.lastZxid()));
        answer(http, "/watches", ignored -> Integer.toString(zooKeeper.watchCount()));
        answer(http, "/connections", ignored -> Integer.toString(zooKeeper.connections()));
        answer(http, "/expire", this::expire);
        http.start();
    }

    private String ephemerals() {
        return zooKeeper.ephemeralOwners().entrySet().stream()
                .map(entry -> entry.getValue() + " " + entry.getKey())
                .collect(Collectors.joining("\n"));
    }

    private String expire(String session) {
        zooKeeper.expireSession(Long.parseLong(session));
        return "";
    }

    private static void answer(HttpServer http, String path, Function<String, String> answer) {
        http.createContext(path, exchange -> answer(exchange, answer));
    }

    private static void answer(HttpExchange exchange, Function<String, String> answer)
            throws IOException {
        int status = 200;
        String text;
        try {
            text = answer.apply(exchange.getRequestURI().getQuery());
        } catch (RuntimeException e) {
            status = 500;
            text = e.toString();
        }
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }

    private static Duration millis(String text) {
        return Duration.ofMillis(Long.parseLong(text));
    }
}
