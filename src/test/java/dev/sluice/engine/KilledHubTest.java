package dev.sluice.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A hub that is killed leaves no parser process behind, not even one in the middle of a document. */
class KilledHubTest {
    @TempDir
    Path folder;

    /** Stands for the hub: reads one document that never ends. */
    public static void main(String[] args) {
        Path folder = Path.of(args[0]);
        try (DocumentParser parser = TestParsers.parser(folder.resolve("parser"), 1, Duration.ofMinutes(5))) {
            parser.extract(new ExtractRequest(folder.resolve("hang.cbl"), "hang.cbl", null, folder));
        }
    }

    @Test
    void its_parser_processes_end_by_themselves() throws IOException {
        TestParsers.write(folder, "hang.cbl", "EVIL:hang");
        Process hub = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledHubTest.class.getName(),
                        folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> TestParsers.allFiles(folder).stream()
                            .anyMatch(file -> file.toString().contains("litter")));
            List<ProcessHandle> parsers = hub.descendants().toList();
            assertThat(parsers).hasSize(1).allMatch(ProcessHandle::isAlive);

            hub.destroyForcibly();

            await().until(() -> parsers.stream().noneMatch(ProcessHandle::isAlive));
        } finally {
            hub.destroyForcibly();
        }
    }
}
