package dev.sluice.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.Driver;

class HomeRulesTest {
    @Test
    void a_pid_file_gives_process_directory_start_and_port() {
        assertThat(PostmasterFile.parse(List.of("4711", "/a b/data18", "1700000000", "5432", "")))
                .contains(new PostmasterFile(4711, "/a b/data18", Instant.ofEpochSecond(1_700_000_000), 5432));
    }

    @Test
    void a_pid_file_that_was_cut_off_or_is_garbage_gives_nothing() {
        assertThat(PostmasterFile.parse(List.of())).isEmpty();
        assertThat(PostmasterFile.parse(List.of("4711", "/data18"))).isEmpty();
        assertThat(PostmasterFile.parse(List.of("x", "/data18", "1"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1073741824,128", "2147483648,256", "4294967296,512", "68719476736,512"})
    void shared_buffers_grow_with_the_memory_between_two_bounds(long memory, long megabytes) {
        assertThat(ServerSettings.sharedBuffers(memory)).isEqualTo(megabytes);
    }

    @Test
    void commits_are_durable_unless_somebody_says_otherwise_and_the_address_stays_loopback() {
        List<String> arguments = ServerSettings.arguments(
                5000, Path.of("logs"), 1L << 32, Map.of("work_mem", "16MB", "listen_addresses", "*"));

        assertThat(arguments)
                .contains("fsync=on", "synchronous_commit=on", "full_page_writes=on", "work_mem=16MB", "port=5000")
                .contains("listen_addresses=127.0.0.1")
                .doesNotContain("listen_addresses=*");
    }

    @Test
    void root_needs_a_user_namespace_and_others_need_nothing() {
        assertThat(Launcher.prefix(1000, false)).isEmpty();
        assertThat(Launcher.prefix(0, true)).containsExactly("unshare", "-U");
        assertThatThrownBy(() -> Launcher.prefix(0, false))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("root")
                .hasMessageContaining("spring.datasource.url");
    }

    @ParameterizedTest
    @CsvSource({
        "Linux,amd64,postgres-linux-x86_64.txz",
        "Linux,aarch64,postgres-linux-arm_64.txz",
        "Mac OS X,aarch64,postgres-darwin-arm_64.txz",
        "Windows 11,amd64,postgres-windows-x86_64.txz",
        "FreeBSD,amd64,postgres-freebsd-x86_64.txz"
    })
    void each_platform_has_its_archive(String os, String arch, String archive) {
        assertThat(ServerPrograms.resource(os, arch)).isEqualTo(archive);
    }

    @Test
    void hot_settings_join_those_of_the_url() {
        String url = DatabasePools.withOptions("jdbc:postgresql://db/x?options=-c%20geqo=off&ssl=false", "-c jit=off");

        assertThat(Objects.requireNonNull(Driver.parseURL(url, null)).getProperty("options"))
                .isEqualTo("-c geqo=off -c jit=off");
    }

    @Test
    void a_database_that_is_too_old_or_no_postgresql_is_refused_without_showing_a_password() {
        DatabaseConnection old = new DatabaseConnection("jdbc:postgresql://db/x?password=secret", "u", "p");

        assertThatThrownBy(() -> old.refuseOlderThanSupported(13))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("PostgreSQL 13")
                .hasMessageNotContaining("secret");
        assertThatThrownBy(() -> new DatabaseConnection("jdbc:mysql://db/x", "u", "p").checked())
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("PostgreSQL only");
    }
}
