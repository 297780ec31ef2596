package dev.sluice.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.sluice.batch.ErrorCode;
import dev.sluice.batch.SluiceException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Documents that take their parser down, beside documents that must not notice. */
class ParserPoolTest {
    @TempDir
    Path folder;

    private DocumentParser parser;

    @BeforeEach
    void start() {
        parser = TestParsers.parser(folder.resolve("parser"), 1, Duration.ofSeconds(5));
    }

    @AfterEach
    void stop() {
        parser.close();
    }

    private Path evil(String deed) throws IOException {
        return TestParsers.write(folder, deed + ".cbl", "EVIL:" + deed);
    }

    private ErrorCode failureOf(Path document) {
        try {
            TestParsers.extract(parser, document, folder);
        } catch (SluiceException e) {
            return e.failure().code();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        throw new AssertionError("It did not fail");
    }

    private void assertStillWorks() throws IOException {
        Path good = TestParsers.write(folder, "good.txt", "still here");
        assertThat(TestParsers.extract(parser, good, folder).markdown()).isEqualTo("still here\n");
    }

    @Test
    void a_document_that_hangs_its_parser_fails_alone_when_its_time_is_up() throws IOException {
        assertThat(failureOf(evil("hang"))).isEqualTo(ErrorCode.PARSER_TIMEOUT);
        assertStillWorks();
    }

    @ParameterizedTest
    @ValueSource(strings = {"exit", "memory"})
    void a_document_that_ends_its_parser_fails_alone(String deed) throws IOException {
        assertThat(failureOf(evil(deed))).isEqualTo(ErrorCode.PARSER_DIED);
        assertStillWorks();
    }

    @Test
    void nesting_that_overflows_the_stack_is_the_documents_failure() throws IOException {
        assertThat(failureOf(evil("overflow"))).isEqualTo(ErrorCode.CORRUPT_DOCUMENT);
        assertStillWorks();
    }

    @Test
    void what_a_library_prints_does_not_disturb_the_replies() throws IOException {
        assertThat(TestParsers.extract(parser, evil("print"), folder).markdown())
                .isEqualTo("survived print\n");
        assertStillWorks();
    }

    @ParameterizedTest
    @ValueSource(strings = {"url", "socket", "channel"})
    void a_parser_process_opens_no_connection(String deed) throws IOException {
        assertThatThrownBy(() -> TestParsers.extract(parser, evil(deed), folder))
                .hasMessageContaining("opens no connections");
    }

    @Test
    void a_parser_process_resolves_no_name() {
        assertThatThrownBy(() -> TestParsers.extract(parser, evil("name"), folder))
                .hasMessageContaining("no name is resolved");
    }

    @Test
    void nothing_is_left_behind_in_any_folder() throws IOException {
        for (String deed : List.of("hang", "exit", "memory", "url", "print")) {
            Path document = evil(deed);
            try {
                TestParsers.extract(parser, document, folder);
            } catch (SluiceException e) {
                assertThat(TestParsers.allFiles(folder))
                        .filteredOn(f -> f.toString().contains("result"))
                        .hasSizeLessThanOrEqualTo(2);
            }
        }
        assertStillWorks();

        assertThat(TestParsers.allFiles(folder.resolve("parser")))
                .noneMatch(file ->
                        file.toString().contains("litter") || file.toString().contains("apache-tika"));
    }

    @Test
    void closing_removes_the_processes_and_their_folders() throws IOException {
        assertStillWorks();
        parser.close();

        await().untilAsserted(() -> assertThat(parserChildren()).isEmpty());
        assertThat(TestParsers.allFiles(folder.resolve("parser")))
                .allMatch(file -> file.toString().contains("shared"));
        assertThatThrownBy(this::assertStillWorks).isInstanceOf(SluiceException.class);
    }

    private List<ProcessHandle> parserChildren() {
        return ProcessHandle.current()
                .children()
                .filter(child -> child.info().commandLine().orElse("").contains(folder.toString()))
                .toList();
    }

    @Test
    void a_running_extraction_is_ended_by_its_handle() throws Exception {
        ParseHandle handle = new ParseHandle();
        Path document = evil("hang");
        CompletableFuture<Object> outcome = CompletableFuture.supplyAsync(() -> extract(document, handle));
        await().until(() -> !litter().isEmpty());

        handle.abort();

        assertThat(outcome.get()).isEqualTo(ErrorCode.CANCELED);
        assertStillWorks();
    }

    @Test
    void an_extraction_that_still_waits_is_ended_by_its_handle() throws Exception {
        ParseHandle first = new ParseHandle();
        Path document = evil("hang");
        CompletableFuture<Object> running = CompletableFuture.supplyAsync(() -> extract(document, first));
        await().until(() -> !litter().isEmpty());
        ParseHandle second = new ParseHandle();
        CompletableFuture<Object> waiting = CompletableFuture.supplyAsync(() -> extract(document, second));

        second.abort();
        assertThat(waiting.get()).isEqualTo(ErrorCode.CANCELED);
        first.abort();
        assertThat(running.get()).isEqualTo(ErrorCode.CANCELED);
    }

    private List<Path> litter() throws IOException {
        return TestParsers.allFiles(folder.resolve("parser")).stream()
                .filter(file -> file.toString().contains("litter"))
                .toList();
    }

    private Object extract(Path document, ParseHandle handle) {
        try {
            return parser.extract(new ExtractRequest(document, "x.cbl", null, folder), handle);
        } catch (SluiceException e) {
            return e.failure().code();
        }
    }

    @Test
    void many_callers_share_the_processes() throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(8);
        try (DocumentParser two = TestParsers.parser(folder.resolve("two"), 2, Duration.ofSeconds(30))) {
            List<Future<String>> texts = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                Path file = TestParsers.write(folder, "n" + i + ".txt", "number " + i);
                texts.add(callers.submit(
                        () -> TestParsers.extract(two, file, folder).markdown()));
            }
            for (int i = 0; i < 40; i++) {
                assertThat(texts.get(i).get()).isEqualTo("number " + i + "\n");
            }
            assertThat(ProcessHandle.current()
                            .children()
                            .filter(c -> c.info()
                                    .commandLine()
                                    .orElse("")
                                    .contains(folder.resolve("two").toString())))
                    .hasSizeLessThanOrEqualTo(2);
        } finally {
            callers.shutdown();
        }
    }

    @Test
    void a_worn_process_is_replaced() throws IOException {
        ParserSettings settings = new ParserSettings(
                1,
                org.springframework.util.unit.DataSize.ofMegabytes(128),
                Duration.ofSeconds(30),
                2,
                Duration.ofSeconds(30),
                folder.resolve("worn"));
        try (DocumentParser worn = new DocumentParser(settings, TestParsers.limits(), TestParsers.noOcr())) {
            Path file = TestParsers.write(folder, "a.txt", "again");
            for (int i = 0; i < 5; i++) {
                assertThat(TestParsers.extract(worn, file, folder).markdown()).isEqualTo("again\n");
            }
        }
    }

    @Test
    void what_a_killed_hub_left_is_removed_at_the_next_start() throws IOException {
        Path directory = folder.resolve("left");
        java.nio.file.Files.createDirectories(directory.resolve("work-123/parser-1"));
        TestParsers.write(directory.resolve("work-123/parser-1"), "half.tmp", "half");
        TestParsers.write(directory, "work-123.lock", "");

        TestParsers.parser(directory, 1, Duration.ofSeconds(5)).close();

        assertThat(directory.resolve("work-123")).doesNotExist();
    }
}
