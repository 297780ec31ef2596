package dev.sluice.home;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A small process with a server, for tests that kill it. Writes the server's process id to {@code ready}. */
final class StartAndWait {
    private StartAndWait() {}

    public static void main(String[] args) throws Exception {
        SluiceHome home = SluiceHome.open(args[0], UUID::randomUUID);
        LocalPostgres postgres = LocalPostgres.start(
                home.postgres(), home.logs(), LocalPostgresTest.properties(Map.of()), new SecureRandom());
        JdbcClient client = JdbcClient.create(
                new DriverManagerDataSource(postgres.jdbcUrl(), postgres.user(), postgres.password()));
        client.sql("CREATE TABLE survivor AS SELECT 42 AS n").update();
        PrivateFiles.write(Path.of(args[0], "ready"), Long.toString(postgres.pid()));
        new CountDownLatch(1).await();
    }
}
