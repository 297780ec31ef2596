package dev.sluice.home;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.jdbc.JdbcConnectionDetails;

/** Where the database is, and who we are there. Both pools and Flyway are made from it. */
record DatabaseConnection(String jdbcUrl, String username, String password) implements JdbcConnectionDetails {
    private static final int OLDEST = 14;

    @Override
    public String getJdbcUrl() {
        return jdbcUrl;
    }

    @Override
    public String getUsername() {
        return username;
    }

    @Override
    public String getPassword() {
        return password;
    }

    /**
     * Connects once, before anything else does.
     *
     * @throws StartFailure if this is no PostgreSQL that Sluice can work with, or if it does not answer
     */
    DatabaseConnection checked() {
        if (!jdbcUrl.startsWith("jdbc:postgresql:")) {
            throw new StartFailure("spring.datasource.url is " + shown()
                    + ", but Sluice works with PostgreSQL only: jdbc:postgresql://host/database.");
        }
        Properties login = new Properties();
        login.setProperty("user", username);
        login.setProperty("password", password);
        login.setProperty("connectTimeout", "10");
        try (Connection connection = DriverManager.getConnection(jdbcUrl, login)) {
            refuseOlderThanSupported(connection.getMetaData().getDatabaseMajorVersion());
            return this;
        } catch (SQLException e) {
            throw new StartFailure(
                    "the database of spring.datasource.url, " + shown() + ", cannot be used: "
                            + LogTail.oneLine(reason(e)) + " Check the address, user and password, and that it runs.",
                    e);
        }
    }

    /** Throws StartFailure for a major version that lacks what Sluice needs. */
    void refuseOlderThanSupported(int major) {
        if (major < OLDEST) {
            throw new StartFailure("the database of spring.datasource.url, " + shown() + ", is PostgreSQL " + major
                    + "; Sluice needs PostgreSQL " + OLDEST + " or newer.");
        }
    }

    /** Without parameters, among which a password may stand. */
    private String shown() {
        int parameters = jdbcUrl.indexOf('?');
        return parameters < 0 ? jdbcUrl : jdbcUrl.substring(0, parameters);
    }

    private static String reason(SQLException e) {
        @Nullable String message = e.getMessage();
        return message == null ? e.toString() : message;
    }
}
