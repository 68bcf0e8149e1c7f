package dev.olapha.kubernetes;

import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.apache.logging.log4j.core.config.Property;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** What this package logs at INFO and above while this is open. */
final class LoggedLines implements AutoCloseable {

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final LoggerContext context =
            (LoggerContext) LogManager.getContext(LoggedLines.class.getClassLoader(), false);
    private final LoggerConfig root = context.getConfiguration().getRootLogger();
    private final Level before = root.getLevel();
    private final AbstractAppender appender =
            new AbstractAppender("logged-lines", null, null, true, Property.EMPTY_ARRAY) {
                @Override
                public void append(LogEvent event) {
                    lines.add(event.getLevel() + " " + event.getMessage().getFormattedMessage());
                }
            };

    private LoggedLines() {
        appender.start();
        root.addAppender(appender, Level.INFO, null);
        root.setLevel(Level.INFO);
        context.updateLoggers();
    }

    static LoggedLines collect() {
        return new LoggedLines();
    }

    List<String> containing(String text) {
        return lines.stream().filter(line -> line.contains(text)).collect(Collectors.toList());
    }

    @Override
    public void close() {
        root.removeAppender(appender.getName());
        root.setLevel(before);
        context.updateLoggers();
    }
}
