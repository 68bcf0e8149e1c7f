package dev.olapha.tpch.clients;

import dev.olapha.tpch.Answer;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** A JDBC connection on which the tables are defined. Waits for as long as the driver does. */
final class Session implements AutoCloseable {

    private final Connection connection;

    private Session(Connection connection) {
        this.connection = connection;
    }

    static Session open(Driver driver, String url, List<String> definitions) throws SQLException {
        Session session = new Session(driver.connect(url));
        try {
            for (String definition : definitions) {
                session.execute(definition);
            }
            return session;
        } catch (SQLException | RuntimeException e) {
            session.close();
            throw e;
        }
    }

    Answer ask(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet results = statement.executeQuery(sql)) {
            int columns = results.getMetaData().getColumnCount();
            Answer.Rows rows = new Answer.Rows();
            while (results.next()) {
                List<Object> cells = new ArrayList<>();
                for (int column = 1; column <= columns; column++) {
                    cells.add(results.getObject(column));
                }
                rows.add(cells);
            }
            return rows.toAnswer();
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
