package dev.sluice.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.Sluice;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartTest {
    @TempDir
    Path directory;

    @Test
    void a_second_process_on_one_home_says_one_sentence_and_fails() throws Exception {
        try (SluiceHome first = SluiceHome.open(directory.resolve("home").toString(), UUID::randomUUID)) {
            assertFails(
                    "another Sluice (process " + ProcessHandle.current().pid() + ") is already using",
                    "--sluice.home=" + first.root());
        }
    }

    @Test
    void an_unreachable_database_is_one_sentence_too() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        assertFails(
                "cannot be used",
                "--sluice.home=" + directory.resolve("other"),
                "--spring.datasource.url=jdbc:postgresql://127.0.0.1:" + port + "/x?password=secret");
    }

    @Test
    void a_home_that_cannot_be_written_is_refused() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));

        assertThatThrownBy(() -> SluiceHome.open(file.resolve("home").toString(), UUID::randomUUID))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("cannot be written")
                .hasMessageContaining("SLUICE_HOME");
    }

    @Test
    void a_node_keeps_its_id_and_its_home_is_its_own() {
        String home = directory.resolve("home").toString();
        UUID id;
        try (SluiceHome first = SluiceHome.open(home, UUID::randomUUID)) {
            id = first.nodeId();
            assertThat(first.inbox()).isDirectory();
            assertThatThrownBy(() -> SluiceHome.open(home, UUID::randomUUID)).isInstanceOf(StartFailure.class);
        }
        try (SluiceHome second = SluiceHome.open(home, UUID::randomUUID)) {
            assertThat(second.nodeId()).isEqualTo(id);
        }
    }

    private void assertFails(String sentence, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                LocalPostgresTest.java(),
                "-cp",
                System.getProperty("java.class.path"),
                Sluice.class.getName(),
                "--server.port=0"));
        command.addAll(List.of(arguments));
        Path out = directory.resolve("out");
        Path err = directory.resolve("err");
        Process process = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isNotZero();
        assertThat(Files.readAllLines(err))
                .singleElement()
                .asString()
                .contains(sentence)
                .doesNotContain("secret");
        assertThat(Files.readString(out)).doesNotContain("\tat ").doesNotContain("Exception");
    }
}
