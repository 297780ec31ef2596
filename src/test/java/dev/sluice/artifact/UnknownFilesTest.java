package dev.sluice.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class UnknownFilesTest {
    @RegisterExtension
    static final TestDatabase database = new TestDatabase();

    @TempDir
    Path root;

    @Test
    void files_of_a_result_that_was_never_written_down_are_swept_when_they_are_old() throws IOException {
        ArtifactStore store = new ArtifactStore(root, database.jdbcClient(), new ObjectMapper());
        UUID known = UUID.randomUUID();
        UUID job = UUID.randomUUID();
        store.store(known, "default", job, 1, store.newDirectory(), List.of(), new ObjectMapper().createObjectNode());
        // As a program leaves it that was killed after the rename and before the insert.
        Path unknown = Files.createDirectories(root.resolve("aa/" + UUID.randomUUID()));
        Files.writeString(unknown.resolve("result.md"), "text");
        Path beingWritten = store.newDirectory();

        assertThat(store.sweepUnknown(Instant.now().minusSeconds(60))).isZero();
        assertThat(unknown).exists();
        assertThat(store.sweepUnknown(Instant.now().plusSeconds(60))).isEqualTo(1);
        assertThat(unknown).doesNotExist();
        assertThat(beingWritten).exists();
        assertThat(store.part(known, "x").getParent()).exists();
    }
}
