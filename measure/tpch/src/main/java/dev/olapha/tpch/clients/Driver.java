package dev.olapha.tpch.clients;

import java.sql.Connection;
import java.sql.SQLException;

/** Where connections come from, for example {@code DriverManager::getConnection}. Thread-safe. */
@FunctionalInterface
public interface Driver {

    /** Opens a connection to a JDBC URL. */
    Connection connect(String url) throws SQLException;
}
