package dev.sluice.intake.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.intake.IntakeHub;
import dev.sluice.intake.source.Preview;
import dev.sluice.intake.source.SkipReason;
import dev.sluice.testing.S3Server;
import dev.sluice.testing.TestDatabase;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A watched prefix, from the listing to what the jobs make of its objects, at a real S3 server. */
class WatchedPrefixTest {
    @RegisterExtension
    static final S3Server server = new S3Server();

    @RegisterExtension
    static final TestDatabase database = new TestDatabase();

    private static int buckets;

    @TempDir
    Path home;

    private final String bucket = server.bucket("papers-" + ++buckets);
    private WatchedBucket life;

    @BeforeEach
    void a_hub() {
        IntakeHub.empty(database);
        life = new WatchedBucket(database, server, home, Map.of()).watch(bucket);
    }

    @AfterEach
    void end() {
        life.close();
    }

    private void restart() {
        life.close();
        life = new WatchedBucket(database, server, home, Map.of()).watch(bucket);
    }

    private void work() {
        life.hub.work(IntakeHub::anyText);
    }

    @Test
    void each_object_becomes_a_document_once_and_what_lies_beside_the_prefix_none() {
        server.put(bucket, "in/a.txt", "a");
        server.put(bucket, "in/deep/er/b.txt", "b");
        server.put(bucket, "in/folder/", "");
        server.put(bucket, "inner/c.txt", "c");

        assertThat(life.poll()).isEqualTo(2);
        assertThat(life.poll()).isZero();
        work();
        assertThat(life.poll()).isZero();

        assertThat(life.column("i.key || ' ' || j.state"))
                .containsExactly(
                        "s3://%s/in/a.txt completed".formatted(bucket),
                        "s3://%s/in/deep/er/b.txt completed".formatted(bucket));
        assertThat(IntakeHub.files(home.resolve("results/papers")))
                .containsExactly("a.txt.json", "a.txt.md", "deep/er/b.txt.json", "deep/er/b.txt.md");
        assertThat(life.status().error()).isNull();
        assertThat(life.status().lastDocumentAt()).isNotNull();
        assertThat(server.get(bucket, "in/a.txt")).isEqualTo("a");
    }

    @Test
    void an_overwritten_object_is_another_version_with_a_job_of_its_own() {
        server.put(bucket, "in/a.txt", "first");
        life.poll();
        work();
        server.put(bucket, "in/a.txt", "second");
        assertThat(life.poll()).isEqualTo(1);
        work();

        assertThat(life.column("j.state")).containsExactly("completed", "completed");
        assertThat(life.hub.count("intake_record WHERE content IS NOT NULL")).isEqualTo(2);
    }

    @Test
    void an_object_that_changes_before_it_is_read_says_so_and_the_new_version_is_taken() {
        server.put(bucket, "in/a.txt", "first");
        life.poll();
        server.put(bucket, "in/a.txt", "second");
        work();
        assertThat(life.column("j.state || ' ' || j.error_code || ' ' || j.error_text"))
                .singleElement()
                .asString()
                .startsWith("failed SOURCE_CHANGED")
                .contains("in/a.txt")
                .contains("the version that is there now is a document of its own");

        assertThat(life.poll()).isEqualTo(1);
        work();
        assertThat(life.column("j.state")).containsExactly("failed", "completed");
        assertThat(life.poll()).isZero();
        assertThat(life.hub.count("job")).isEqualTo(2);
    }

    @Test
    void an_object_that_is_deleted_before_it_is_read_is_gone() {
        server.put(bucket, "in/a.txt", "first");
        life.poll();
        server.client().deleteObject(o -> o.bucket(bucket).key("in/a.txt"));
        work();

        assertThat(life.column("j.error_code")).containsExactly("SOURCE_GONE");
        assertThat(life.poll()).isZero();
    }

    @Test
    void a_round_goes_on_where_the_last_life_stopped_and_the_next_begins_at_the_front() {
        IntStream.range(0, 2_500).parallel().forEach(i -> server.put(bucket, "in/%05d.txt".formatted(i), "x" + i));
        Iterator<FoundObjects> pages = life.pages();
        life.accept(pages.next());
        FoundObjects lost = pages.next();
        assertThat(lost.documents()).hasSize(1_000);
        restart(); // the second page was listed, but never accepted

        server.put(bucket, "in/00000-late.txt", "sorts before the cursor");
        assertThat(life.poll()).isEqualTo(1_500);
        assertThat(life.poll()).isEqualTo(1);
        assertThat(life.poll()).isZero();

        // The page of the dead life arrives after all: it is nobody's any more.
        life.accept(lost);
        assertThat(life.hub.count("intake_record")).isEqualTo(2_501);
        assertThat(life.hub.count("job")).isEqualTo(2_501);
        assertThat(life.hub
                        .jdbc
                        .sql("SELECT count(DISTINCT key) FROM intake_record")
                        .query(Integer.class)
                        .single())
                .isEqualTo(2_501);
        assertThat(life.hub.count("s3_round WHERE cursor IS NULL")).isEqualTo(1);
    }

    @Test
    void objects_deleted_and_added_while_pages_are_listed_disturb_no_other() {
        IntStream.range(0, 1_500).parallel().forEach(i -> server.put(bucket, "in/%05d.txt".formatted(i), "x" + i));
        Iterator<FoundObjects> pages = life.pages();
        FoundObjects first = pages.next();
        server.client().deleteObject(o -> o.bucket(bucket).key("in/00999.txt")); // the cursor itself
        server.client().deleteObject(o -> o.bucket(bucket).key("in/01000.txt"));
        server.put(bucket, "in/01001.txt", "overwritten");
        server.put(bucket, "in/00001.txt", "overwritten");
        life.accept(first);
        pages.forEachRemaining(life::accept);
        life.poll();

        assertThat(life.hub.count("intake_record")).isEqualTo(1_500);
        assertThat(life.hub.count("job")).isEqualTo(1_500);
        assertThat(life.hub.count("intake_record WHERE key LIKE '%/in/01000.txt'"))
                .isZero();
        assertThat(life.hub.count("intake_record WHERE key LIKE '%/in/00001.txt'"))
                .isEqualTo(2);
    }

    @Test
    void a_prefix_in_another_bucket_begins_anew_and_shares_nothing_with_the_old_one() {
        IntStream.range(0, 1_001).parallel().forEach(i -> server.put(bucket, "in/%05d.txt".formatted(i), "x"));
        life.accept(life.pages().next());
        String other = server.bucket("other-" + buckets);
        server.put(other, "in/00000.txt", "x");
        life.watch(other);

        assertThat(life.poll()).isEqualTo(1);
    }

    @Test
    void keys_of_every_kind_become_documents_and_their_results_stay_below_the_output() {
        List<String> odd = List.of(
                "in/with blank & plus+.txt",
                "in/100%25.txt",
                "in/quotes'\"<>?#.txt",
                "in/Übergröße/中文-😀.txt",
                "in/tab\tand\nnewline.txt",
                "in/${file:parent}{{x}}.txt",
                "in/..\\..\\windows.txt",
                "in/-rf.txt",
                "in/..hidden./. ./x.txt",
                "in/" + "long".repeat(200) + ".txt");
        odd.forEach(key -> server.put(bucket, key, "content of " + key));

        assertThat(life.poll()).isEqualTo(odd.size());
        work();

        assertThat(life.column("j.state")).hasSize(odd.size()).containsOnly("completed");
        assertThat(IntakeHub.files(home.resolve("results/papers"))).hasSize(2 * odd.size());
        assertThat(IntakeHub.files(home))
                .filteredOn(name -> name.endsWith(".md") && !name.startsWith("artifacts/"))
                .allMatch(name -> name.startsWith("results/papers/"));
    }

    @Test
    void the_same_bytes_put_again_are_a_wish_to_try_a_failed_document_again_and_nothing_else() {
        server.put(bucket, "in/bad.txt", "bad");
        server.put(bucket, "in/good.txt", "good");
        life.poll();
        life.hub.work(document ->
                document.name().equals("bad.txt") ? IntakeHub.corrupt(document) : IntakeHub.anyText(document));
        later("in/bad.txt", "bad");
        later("in/good.txt", "good");

        assertThat(life.poll()).isZero();
        assertThat(life.hub.count("job")).isEqualTo(3);
        work();
        assertThat(life.column("j.state")).containsExactly("failed", "completed", "completed");
        assertThat(life.poll()).isZero();
        assertThat(life.hub.count("job")).isEqualTo(3);
    }

    private void later(String key, String content) {
        life.hub
                .jdbc
                .sql("UPDATE intake_record SET modified_at = modified_at - interval '1 minute' WHERE key LIKE ?")
                .param("%" + key)
                .update();
        server.put(bucket, key, content);
    }

    @Test
    void patterns_and_age_decide_what_is_taken_and_a_dry_run_says_so() {
        life.watch(bucket, "include", "*.txt,scans/**", "exclude", "draft-*", "minimumAge", "1h");
        server.put(bucket, "in/a.txt", "a");
        server.put(bucket, "in/b.pdf", "b");
        server.put(bucket, "in/scans/c.pdf", "c");
        server.put(bucket, "in/draft-a.txt", "d");
        assertThat(life.poll()).isZero();
        assertThat(life.status().backlog()).isEqualTo(2);

        Preview young = life.hub.bean(S3Sources.class).preview("papers", 10);
        assertThat(young.take()).isZero();
        assertThat(young.skip()).isEqualTo(Map.of(SkipReason.EXCLUDED, 2, SkipReason.TOO_YOUNG, 2));

        life.watch(bucket, "include", "*.txt,scans/**", "exclude", "draft-*");
        Preview old = life.hub.bean(S3Sources.class).preview("papers", 1);
        assertThat(old.take()).isEqualTo(2);
        assertThat(old.complete()).isTrue();
        assertThat(old.entries())
                .singleElement()
                .satisfies(entry -> assertThat(entry.name()).isEqualTo("a.txt"));
        assertThat(life.poll()).isEqualTo(2);
        assertThat(life.hub.bean(S3Sources.class).preview("papers", 1).skip())
                .containsEntry(SkipReason.ALREADY_SEEN, 2);
        assertThatThrownBy(() -> life.hub.bean(S3Sources.class).preview("nobody", 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void what_is_wrong_with_the_place_stands_in_the_status_until_it_is_not() {
        life.close();
        life = new WatchedBucket(database, server, home, Map.of("sluice.s3.secret-key", "wrong")).watch(bucket);
        assertThat(life.poll()).isZero();
        assertThat(life.status().error()).contains("the store does not accept the keys of sluice.s3");

        restart();
        life.watch("missing-" + buckets);
        assertThat(life.poll()).isZero();
        assertThat(life.status().error()).contains("there is no bucket missing-" + buckets);
        server.bucket("missing-" + buckets);
        server.put("missing-" + buckets, "in/a.txt", "a");
        assertThat(life.poll()).isEqualTo(1);
        assertThat(life.status().error()).isNull();

        life.close();
        life = new WatchedBucket(database, server, home, Map.of("sluice.s3.endpoint", "http://127.0.0.1:1"))
                .watch(bucket);
        assertThat(life.poll()).isZero();
        assertThat(life.status().error()).contains("the store of sluice.s3 does not answer");
    }

    @Test
    void a_page_that_the_database_refuses_in_part_is_accepted_but_for_that_part() {
        server.put(bucket, "in/a.txt", "a");
        server.put(bucket, "in/b.txt", "b");
        life.hub
                .jdbc
                .sql("ALTER TABLE intake_record ADD CONSTRAINT no_b CHECK (name <> 'b.txt')")
                .update();
        try {
            assertThat(life.poll()).isEqualTo(1);
            assertThat(life.status().error()).contains("1 objects cannot be written down, such as s3://");
        } finally {
            life.hub.jdbc.sql("ALTER TABLE intake_record DROP CONSTRAINT no_b").update();
        }
        assertThat(life.poll()).isEqualTo(1);
        assertThat(life.status().error()).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "prefix | | The parameter prefix is missing",
                "prefix | papers/in | does not begin with s3://",
                "prefix | s3://papers/ | is a whole bucket",
                "connection | archive | There is no connection \"archive\"",
                "onFailed | burn | onFailed is \"burn\"; it is leave, tag, delete, or move:s3://bucket/folder/.",
                "onFailed | move:in/failed | does not begin with s3://",
                "onFailed | move:s3://papers/in/failed | the one must not lie in the other",
                "onCompleted | move:s3://papers/in | the one must not lie in the other",
                "minimumAge | soon | minimumAge is \"soon\"",
                "include | [a | include:",
                "quietTime | 5s | There is no parameter \"quietTime\"; an S3 source has"
            })
    void a_mistake_in_the_file_gives_one_clear_sentence(String name, String value, String sentence) {
        Map<String, String> parameters =
                new java.util.HashMap<>(Map.of("sourceId", "papers", "prefix", "s3://papers/in"));
        if (value == null) {
            parameters.remove(name);
        } else {
            parameters.put(name, value);
        }
        assertThatThrownBy(() -> life.hub.bean(S3Sources.class).check(parameters))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(sentence);
    }
}
