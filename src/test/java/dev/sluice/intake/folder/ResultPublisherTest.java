package dev.sluice.intake.folder;

import static dev.sluice.intake.IntakeHub.files;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.artifact.StoredResult;
import dev.sluice.batch.ClaimedJob;
import dev.sluice.batch.ErrorCode;
import dev.sluice.batch.JobClaimer;
import dev.sluice.batch.SluiceException;
import dev.sluice.intake.IntakeHub;
import dev.sluice.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class ResultPublisherTest {
    @RegisterExtension
    static final TestDatabase database = new TestDatabase();

    @TempDir
    Path home;

    private Path output;
    private IntakeHub hub;
    private ClaimedJob job;

    @BeforeEach
    void a_claimed_job_on_a_document_in_a_folder() throws IOException {
        IntakeHub.empty(database);
        hub = new IntakeHub(database, home, Map.of());
        Path inbox = Files.createDirectories(home.resolve("inbox/sub"));
        Files.writeString(inbox.resolve("a.txt"), "a");
        output = home.resolve("results/inbox");
        hub.watch(home.resolve("inbox"));
        hub.poll();
        job = hub.bean(JobClaimer.class).awaitAndClaim().get(0);
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    private void publish(String text) {
        hub.bean(ResultPublisher.class).publish(new StoredResult(job, hub.artifact(job, text)));
    }

    @Test
    void a_second_attempt_replaces_its_own_files() {
        publish("first");
        publish("second");

        assertThat(files(output)).containsExactly("sub/a.txt.json", "sub/a.txt.md");
        assertThat(output.resolve("sub/a.txt.md")).hasContent("second");
    }

    @Test
    void a_file_of_somebody_else_is_not_overwritten() throws IOException {
        Files.writeString(Files.createDirectories(output.resolve("sub")).resolve("a.txt.md"), "mine");
        publish("text");

        assertThat(output.resolve("sub/a.txt.md")).hasContent("mine");
        assertThat(output.resolve("sub/a.txt~" + job.jobId() + ".md")).hasContent("text");
        assertThat(output.resolve("sub/a.txt.json")).hasContent("text");
    }

    @Test
    void the_very_bytes_may_stand_there_already() throws IOException {
        Files.writeString(Files.createDirectories(output.resolve("sub")).resolve("a.txt.md"), "text");
        publish("text");

        assertThat(files(output)).containsExactly("sub/a.txt.json", "sub/a.txt.md");
    }

    @Test
    void no_link_in_the_output_folder_is_followed() throws IOException {
        Path outside = Files.createDirectories(home.resolve("outside"));
        Files.createDirectories(output);
        Files.createSymbolicLink(output.resolve("sub"), outside);
        Files.createSymbolicLink(output.resolve("a.txt~" + job.jobId() + ".md"), outside.resolve("a.md"));
        SluiceException e = catchThrowableOfType(SluiceException.class, () -> publish("text"));

        assertThat(outside).isEmptyDirectory();
        assertThat(e.failure().code()).isEqualTo(ErrorCode.OUTPUT_NOT_WRITABLE);
    }

    @Test
    void an_output_that_cannot_be_written_fails_with_its_own_code() throws IOException {
        Files.createDirectories(output.getParent());
        Files.writeString(output, "a file");
        SluiceException e = catchThrowableOfType(SluiceException.class, () -> publish("text"));

        assertThat(e.failure().code()).isEqualTo(ErrorCode.OUTPUT_NOT_WRITABLE);
        assertThat(e).hasMessageStartingWith("The results of a.txt cannot be written to " + output);
    }
}
