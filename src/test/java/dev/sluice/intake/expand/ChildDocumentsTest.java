package dev.sluice.intake.expand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.artifact.ArtifactStore;
import dev.sluice.artifact.OpenedArchive;
import dev.sluice.artifact.SourceDocument;
import dev.sluice.batch.ErrorCode;
import dev.sluice.batch.SluiceException;
import dev.sluice.intake.IntakeHub;
import dev.sluice.testing.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class ChildDocumentsTest {
    @RegisterExtension
    static final TestDatabase database = new TestDatabase();

    @TempDir
    Path home;

    private Path inbox;
    private IntakeHub hub;

    @BeforeEach
    void start() throws IOException {
        hub = new IntakeHub(database, home, Map.of("sluice.limits.archive-entries", "4"));
        IntakeHub.empty(database);
        inbox = Files.createDirectories(home.resolve("inbox"));
        hub.watch(inbox, "expand", "zip", "workers", "7");
        Files.writeString(inbox.resolve("x.zip"), "stands for an archive");
        hub.poll();
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    private OpenedArchive opened(SourceDocument document, String... pathsAndTexts) {
        try {
            Path directory = hub.bean(ArtifactStore.class).newDirectory();
            List<OpenedArchive.Part> parts = new ArrayList<>();
            for (int i = 0; i < pathsAndTexts.length; i += 2) {
                Files.writeString(directory.resolve("part-" + i), pathsAndTexts[i + 1]);
                parts.add(new OpenedArchive.Part(
                        pathsAndTexts[i], "part-" + i, pathsAndTexts[i + 1].length(), null, null, false));
            }
            parts.add(new OpenedArchive.Part("locked.pdf", null, 7, "it is protected by a password", null, false));
            return new OpenedArchive(document, "application/zip", true, directory, parts);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private OpenedArchive accept(OpenedArchive archive) {
        return (OpenedArchive) hub.bean(ChildDocuments.class).accept(archive);
    }

    /** Archives are opened, everything else is text; whatever an attempt before has done. */
    private IntakeHub.Outcomes engine(SourceDocument document) {
        if (!document.name().endsWith(".zip")) {
            return IntakeHub.anyText(document);
        }
        OpenedArchive first = accept(opened(document, "a.txt", "one", "sub/b.txt", "two"));
        OpenedArchive again = accept(opened(document, "a.txt", "one", "sub/b.txt", "two"));
        assertThat(again.parts()).isEqualTo(first.parts());
        return IntakeHub.anyText(document);
    }

    @Test
    void an_archive_that_is_opened_twice_after_a_death_doubles_nothing() {
        assertThat(hub.work(this::engine)).isEqualTo(3);
        hub.settle();

        assertThat(hub.jdbc
                        .sql("SELECT key FROM intake_record WHERE depth = 1 ORDER BY key")
                        .query(String.class)
                        .list())
                .containsExactly("x.zip!/a.txt", "x.zip!/sub/b.txt");
        assertThat(hub.count("job")).isEqualTo(3);
        assertThat(hub.count("batch")).isEqualTo(1);
        assertThat(IntakeHub.files(home.resolve("results/inbox")))
                .containsExactly(
                        "x.zip.json",
                        "x.zip.md",
                        "x.zip/a.txt.json",
                        "x.zip/a.txt.md",
                        "x.zip/sub/b.txt.json",
                        "x.zip/sub/b.txt.md");
        JsonNode receipt = hub.receipt(inbox.resolve("done/x.zip"));
        assertThat(receipt.at("/children/0/path").asText()).isEqualTo("a.txt");
        assertThat(receipt.at("/children/2/leftOut").asText()).isEqualTo("it is protected by a password");
    }

    @Test
    void documents_of_an_archive_whose_batch_is_sealed_form_the_next() {
        hub.batches.seal(hub.jdbc.sql("SELECT id FROM batch").query(UUID.class).single());

        hub.work(this::engine);

        assertThat(hub.jdbc
                        .sql("SELECT total || ' ' || workers FROM batch ORDER BY id")
                        .query(String.class)
                        .list())
                .containsExactly("1 7", "2 7");
    }

    @Test
    void an_archive_whose_source_is_gone_is_opened_all_the_same() {
        hub.batches.seal(hub.jdbc.sql("SELECT id FROM batch").query(UUID.class).single());
        hub.sources.unregister("inbox");

        hub.work(this::engine);

        assertThat(hub.jdbc
                        .sql("SELECT total || ' ' || workers FROM batch ORDER BY id")
                        .query(String.class)
                        .list())
                .containsExactly("1 7", "2 7");
    }

    @Test
    void an_archive_with_a_changed_document_adds_only_that() throws IOException {
        hub.work(this::engine);
        hub.settle();
        Files.writeString(inbox.resolve("x.zip"), "stands for another");
        hub.poll();

        hub.work(document -> {
            if (document.name().endsWith(".zip")) {
                OpenedArchive opened = accept(opened(document, "a.txt", "one", "sub/b.txt", "changed"));
                assertThat(opened.parts())
                        .extracting(OpenedArchive.Part::alreadySeen)
                        .containsExactly(true, false, false);
            }
            return IntakeHub.anyText(document);
        });

        assertThat(hub.count("job")).isEqualTo(5);
    }

    @Test
    void too_much_in_archives_in_an_archive_leaves_nothing_behind() {
        hub.work(document -> {
            if (document.name().equals("x.zip")) {
                accept(opened(document, "inner.zip", "an archive", "b.txt", "two"));
                return IntakeHub.anyText(document);
            }
            if (document.name().equals("inner.zip")) {
                assertThat(document.depth()).isEqualTo(1);
                assertThat(document.expand()).isEqualTo("zip");
                try {
                    accept(opened(document, "1", "1", "2", "2", "3", "3"));
                } catch (SluiceException e) {
                    return IntakeHub.Outcomes.failure(
                            e.failure().code(), e.failure().message());
                }
            }
            return IntakeHub.anyText(document);
        });

        assertThat(hub.count("intake_record")).isEqualTo(3);
        assertThat(hub.jdbc
                        .sql("SELECT error_code FROM job WHERE error_code IS NOT NULL")
                        .query(String.class)
                        .list())
                .containsExactly("ARCHIVE_TOO_LARGE");
    }

    @Test
    void a_canceled_archive_brings_no_documents() {
        hub.work(document -> {
            hub.batches.cancel(
                    hub.jdbc.sql("SELECT id FROM batch").query(UUID.class).single());
            assertThatThrownBy(() -> accept(opened(document, "a.txt", "one")))
                    .isInstanceOfSatisfying(
                            SluiceException.class,
                            e -> assertThat(e.failure().code()).isEqualTo(ErrorCode.CANCELED));
            return IntakeHub.anyText(document);
        });

        assertThat(hub.count("intake_record")).isEqualTo(1);
    }
}
