package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.chaos.HealthWatch;
import dev.sluice.chaos.HostileInbox;
import dev.sluice.chaos.HubChecker;
import dev.sluice.chaos.HubDatabase;
import dev.sluice.chaos.HubProcess;
import dev.sluice.chaos.QuickSource;
import dev.sluice.chaos.Verdict;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is dropped by somebody who means harm, or has bad luck, harms itself at most. */
class HostileInboxTest {
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    @TempDir
    Path directory;

    @Test
    void hostile_documents_end_with_a_true_receipt_and_harm_nobody_else() throws Exception {
        QuickSource.write(directory);
        Path home = directory.resolve("home");
        List<String> properties = List.of("--sluice.parser.timeout=5s", "--sluice.job.retry-schedule=200ms");
        try (HubProcess hub =
                new HubProcess(home, HubProcess.ofClassPath("-Xmx512m", "-XX:+ExitOnOutOfMemoryError"), properties)) {
            hub.start();
            await().atMost(PATIENCE).until(hub::isUp);
            HostileInbox inbox = new HostileInbox(hub.inbox(), directory.resolve("outside"));
            HubChecker checker = new HubChecker(home);
            Verdict verdict;
            try (HealthWatch health = new HealthWatch(hub)) {
                inbox.dropSlow();
                await().atMost(PATIENCE)
                        .pollInterval(Duration.ofMillis(20))
                        .until(() -> new HubDatabase(home).number("SELECT count(*) FROM intake_record") > 0);
                inbox.replaceSlow();
                inbox.fill(64);
                await().atMost(PATIENCE).pollInterval(Duration.ofMillis(500)).until(checker::isQuiet);
                verdict = checker.check(inbox.drops());

                assertThat(health.otherAnswers()).isEmpty();
            }
            assertThat(verdict.isClean()).as(verdict::toString).isTrue();
            assertThat(inbox.escapes(home)).isEmpty();
        }
    }
}
