package dev.sluice.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class LocalPostgresTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    static Path parent;

    private SluiceHome home;

    @BeforeEach
    void openHome() {
        home = SluiceHome.open(parent.resolve("a höme").toString(), UUID::randomUUID);
    }

    @AfterEach
    void closeHome() {
        home.close();
    }

    @Test
    void a_restart_keeps_rows_and_the_role_is_no_superuser() {
        String value = UUID.randomUUID().toString();
        try (LocalPostgres postgres = start(Map.of())) {
            JdbcClient client = client(postgres);
            client.sql("CREATE TABLE IF NOT EXISTS kept (value text)").update();
            client.sql("INSERT INTO kept VALUES (?)").param(value).update();
        }
        try (LocalPostgres postgres = start(Map.of())) {
            JdbcClient client = client(postgres);
            assertThat(client.sql("SELECT value FROM kept").query(String.class).list())
                    .contains(value);
            assertThat(client.sql("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
                            .query(Boolean.class)
                            .single())
                    .isFalse();
            assertThat(client.sql("SHOW fsync").query(String.class).single()).isEqualTo("on");
            String locale =
                    "SELECT datcollate || pg_encoding_to_char(encoding) FROM pg_database WHERE datname = 'sluice'";
            assertThat(client.sql(locale).query(String.class).single()).isEqualTo("CUTF8");
        }
    }

    @Test
    void nobody_connects_without_the_password_and_nobody_else_reads_it() throws IOException {
        try (LocalPostgres postgres = start(Map.of())) {
            assertThatThrownBy(() -> DriverManager.getConnection(postgres.jdbcUrl(), "sluice", "wrong"))
                    .isInstanceOf(SQLException.class)
                    .extracting(e -> ((SQLException) e).getSQLState())
                    .isEqualTo("28P01");
        }
        assertThat(mode(home.postgres())).isEqualTo("rwx------");
        for (String secret : List.of("sluice.password", "superuser.password")) {
            assertThat(mode(home.postgres().resolve(secret))).isEqualTo("rw-------");
        }
    }

    @Test
    void a_server_that_dies_is_started_again_on_its_port_and_pools_recover() {
        try (LocalPostgres postgres = start(Map.of());
                HikariDataSource pool = DatabasePools.hot(postgres.jdbcUrl(), "sluice", postgres.password(), 2)) {
            JdbcClient client = JdbcClient.create(pool);
            assertThat(client.sql("SHOW plan_cache_mode").query(String.class).single())
                    .isEqualTo("force_generic_plan");
            long first = postgres.pid();

            ProcessHandle.of(first).orElseThrow().destroyForcibly();

            await().atMost(PATIENCE).until(() -> postgres.pid() != first);
            await().atMost(PATIENCE)
                    .ignoreExceptions()
                    .until(() -> client.sql("SELECT 1").query(Integer.class).single() == 1);
        }
    }

    @Test
    void what_a_killed_process_left_running_is_taken_over() throws Exception {
        home.close();
        Process killed = new ProcessBuilder(
                        java(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        StartAndWait.class.getName(),
                        home.root().toString())
                .redirectErrorStream(true)
                .redirectOutput(parent.resolve("child.log").toFile())
                .start();
        Path ready = home.root().resolve("ready");
        await().atMost(PATIENCE).until(() -> Files.exists(ready) || !killed.isAlive());
        assertThat(killed.isAlive())
                .as(Files.readString(parent.resolve("child.log")))
                .isTrue();
        ProcessHandle left =
                ProcessHandle.of(Long.parseLong(Files.readString(ready))).orElseThrow();

        killed.destroyForcibly().waitFor();
        Files.delete(ready);
        assertThat(left.isAlive()).isTrue();

        openHome();
        try (LocalPostgres postgres = start(Map.of())) {
            assertThat(postgres.pid()).isNotEqualTo(left.pid());
            // It may remain as a zombie until its new parent collects it: then it runs no program any more.
            assertThat(left.info().command()).isEmpty();
            assertThat(client(postgres)
                            .sql("SELECT n FROM survivor")
                            .query(Integer.class)
                            .list())
                    .contains(42);
        }
    }

    @Test
    void a_pid_file_that_names_somebody_else_harms_nobody() throws IOException {
        start(Map.of()).close();
        Path data = home.postgres().resolve("data18");
        Files.writeString(
                data.resolve("postmaster.pid"),
                ProcessHandle.current().pid() + "\n" + data + "\n1\n5432\n\n127.0.0.1\n");

        try (LocalPostgres postgres = start(Map.of())) {
            assertThat(client(postgres).sql("SELECT 1").query(Integer.class).single())
                    .isEqualTo(1);
        }
    }

    @Test
    void unfinished_unpacking_and_set_up_are_begun_again() throws IOException {
        Path postgres = Files.createDirectories(parent.resolve("interrupted/postgres"));
        Path logs = Files.createDirectories(parent.resolve("interrupted/logs"));
        Files.createDirectories(postgres.resolve("data18.new/base"));
        Files.writeString(postgres.resolve("data18.new/PG_VERSION"), "18\n");
        Files.writeString(
                Files.createDirectories(postgres.resolve("server18-old/bin")).resolve("postgres"), "half");

        try (LocalPostgres started = LocalPostgres.start(postgres, logs, properties(Map.of()), new SecureRandom())) {
            assertThat(client(started).sql("SELECT 1").query(Integer.class).single())
                    .isEqualTo(1);
        }
        assertThat(postgres.resolve("data18.new")).doesNotExist();
        assertThat(postgres.resolve("server18-old")).doesNotExist();
    }

    @Test
    void the_data_of_another_major_version_are_refused() throws IOException {
        Path postgres = parent.resolve("older");
        Files.createDirectories(postgres.resolve("data17"));

        assertThatThrownBy(() -> LocalPostgres.start(postgres, parent, properties(Map.of()), new SecureRandom()))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("PostgreSQL 17")
                .hasMessageContaining("PostgreSQL 18");
    }

    @Test
    void a_server_that_does_not_start_says_why() {
        assertThatThrownBy(() -> start(Map.of("work_mem", "plenty")))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("work_mem")
                .hasMessageContaining("plenty");
    }

    private LocalPostgres start(Map<String, String> settings) {
        return LocalPostgres.start(home.postgres(), home.logs(), properties(settings), new SecureRandom());
    }

    static PostgresProperties properties(Map<String, String> settings) {
        return new PostgresProperties(0, PATIENCE, settings);
    }

    private static JdbcClient client(LocalPostgres postgres) {
        return JdbcClient.create(new DriverManagerDataSource(postgres.jdbcUrl(), postgres.user(), postgres.password()));
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
