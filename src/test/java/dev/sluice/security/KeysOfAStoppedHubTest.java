package dev.sluice.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.chaos.HubProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command as a process of its own, beside a hub with its own database that runs, and one that does not. */
@NullUnmarked
class KeysOfAStoppedHubTest {
    @TempDir
    Path directory;

    @Test
    void keys_are_made_before_after_and_while_the_hub_runs() throws Exception {
        Path home = directory.resolve("home");
        assertThat(keys(home, "list")).isEqualTo(1);
        assertThat(said("err")).contains("no hub has been started in").doesNotContain("\tat ");
        assertThat(home).doesNotExist();

        try (HubProcess hub = new HubProcess(home, HubProcess.ofClassPath(), List.of())) {
            hub.start();
            await().atMost(Duration.ofSeconds(90)).until(hub::isUp);
            assertThat(Files.readString(home.resolve("api-key")).strip()).matches("sl_\\w{12}_\\w{49}");
            assertThat(keys(home, "create", "--name=beside")).isZero();
            assertThat(said("out").strip()).matches("sl_\\w{12}_\\w{49}");
            assertThat(hub.stop(Duration.ofSeconds(40))).isTrue();
        }

        assertThat(keys(home, "list")).isZero();
        assertThat(said("out")).contains("first key", "beside");
        assertThat(said("err")).isEmpty();
        assertThat(Files.exists(home.resolve("postgres/data18/postmaster.pid"))).isFalse();
    }

    private String said(String where) throws Exception {
        return Files.readString(directory.resolve(where));
    }

    private int keys(Path home, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(HubProcess.ofClassPath());
        command.add("keys");
        command.addAll(List.of(arguments));
        command.add("--sluice.home=" + home);
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectOutput(directory.resolve("out").toFile())
                .redirectError(directory.resolve("err").toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }
}
