package dev.olapha.testkit.zookeeper;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/**
 * How a server's process is asked for its state without being a client of the server: HTTP on
 * 127.0.0.1, text in and out. What an answer throws is answered with status 500.
 */
final class ControlEndpoint {

    private final HttpServer http;

    ControlEndpoint(int port) throws IOException {
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    }

    /**
     * @param answer gets the query of the address, which is null if there is none
     */
    ControlEndpoint on(String path, Function<String, String> answer) {
        http.createContext(path, exchange -> answer(exchange, answer));
        return this;
    }

    void start() {
        http.start();
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
}
