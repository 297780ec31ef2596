package dev.sluice.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A look into the database of a running home, from outside. */
public final class HubDatabase {
    private final Path postgres;

    public HubDatabase(Path home) {
        this.postgres = home.resolve("postgres");
    }

    /** A client of the server as it runs now. */
    public JdbcClient client() {
        try {
            String port = Files.readString(postgres.resolve("port")).strip();
            String password =
                    Files.readString(postgres.resolve("sluice.password")).strip();
            return JdbcClient.create(new DriverManagerDataSource(
                    "jdbc:postgresql://127.0.0.1:" + port + "/sluice?connectTimeout=2&socketTimeout=20",
                    "sluice",
                    password));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The rows of a query. */
    public List<Map<String, Object>> rows(String query) {
        return client().sql(query).query().listOfRows();
    }

    /** A number, or -1 while the database cannot be asked. */
    public long number(String query) {
        try {
            return client().sql(query).query(Long.class).single();
        } catch (DataAccessException | UncheckedIOException e) {
            return -1;
        }
    }
}
