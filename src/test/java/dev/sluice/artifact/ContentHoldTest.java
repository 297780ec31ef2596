package dev.sluice.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContentHoldTest {
    private static final Instant LATER = Instant.now().plusSeconds(3_600);

    @TempDir
    Path directory;

    private ContentStore store;

    @BeforeEach
    void open() {
        store = new ContentStore(directory, Clock.systemUTC());
    }

    private static StoredContent put(ContentHold hold, String text) throws IOException {
        try (ContentSink sink = hold.open()) {
            sink.write(text.getBytes(StandardCharsets.UTF_8));
            return sink.commit();
        }
    }

    @Test
    void contents_of_a_slow_request_outlive_every_sweep_until_it_ends() throws IOException {
        StoredContent stored;
        try (ContentHold slow = store.hold();
                ContentHold other = store.hold()) {
            stored = put(slow, "same");
            put(other, "same");
            other.close();
            assertThat(store.sweep(LATER, hashes -> Set.of())).isZero();
            assertThat(store.path(stored.sha256())).hasContent("same");
        }
        assertThat(store.sweep(LATER, hashes -> Set.of())).isEqualTo(1);
        assertThat(store.path(stored.sha256())).doesNotExist();
    }

    @Test
    void what_is_not_committed_leaves_nothing() throws IOException {
        try (ContentHold hold = store.hold();
                ContentSink sink = hold.open()) {
            sink.write(1);
        }
        try (var files = Files.walk(directory)) {
            assertThat(files.filter(Files::isRegularFile)).isEmpty();
        }
    }
}
