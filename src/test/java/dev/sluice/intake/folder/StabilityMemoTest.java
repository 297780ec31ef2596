package dev.sluice.intake.folder;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class StabilityMemoTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private final StabilityMemo memo = new StabilityMemo(Duration.ofSeconds(2), Duration.ofSeconds(5));
    private final ListedFile old = file("a", 10, NOON.minusSeconds(60));

    private static ListedFile file(String key, long size, Instant modifiedAt) {
        return new ListedFile(key, Path.of(key), size, modifiedAt, "inode of " + key);
    }

    private List<ListedFile> stable(int second, ListedFile... files) {
        return memo.judge(List.of(files), NOON.plusSeconds(second)).stable();
    }

    @Test
    void one_listing_proves_nothing() {
        assertThat(stable(0, old)).isEmpty();
        assertThat(stable(1, old)).isEmpty();
        assertThat(stable(2, old)).containsExactly(old);
    }

    @Test
    void it_comes_again_until_it_is_accepted() {
        stable(0, old);
        assertThat(stable(2, old)).containsExactly(old);
        assertThat(stable(3, old)).containsExactly(old);
        memo.accepted("a", old.size(), old.modifiedAt(), old.fileKey());
        assertThat(stable(4, old)).isEmpty();
        assertThat(stable(4_000, old)).isEmpty();
    }

    @Test
    void a_change_of_size_time_or_file_begins_anew() {
        stable(0, old);
        assertThat(stable(2, file("a", 11, old.modifiedAt()))).isEmpty();
        assertThat(stable(4, file("a", 11, NOON.minusSeconds(50)))).isEmpty();
        assertThat(stable(6, new ListedFile("a", Path.of("a"), 11, NOON.minusSeconds(50), "another inode")))
                .isEmpty();
        assertThat(stable(8, new ListedFile("a", Path.of("a"), 11, NOON.minusSeconds(50), "another inode")))
                .hasSize(1);
    }

    @Test
    void a_young_file_waits_for_its_minimum_age() {
        ListedFile young = file("a", 10, NOON);
        stable(0, young);
        assertThat(stable(4, young)).isEmpty();
        assertThat(stable(5, young)).containsExactly(young);
    }

    @Test
    void a_file_dated_in_the_future_is_judged_by_what_was_seen_of_it() {
        ListedFile future = file("a", 10, NOON.plus(Duration.ofDays(3650)));
        stable(0, future);
        assertThat(stable(4, future)).isEmpty();
        assertThat(stable(5, future)).containsExactly(future);
    }

    @Test
    void a_file_that_was_away_for_one_listing_is_watched_anew() {
        stable(0, old);
        memo.accepted("a", old.size(), old.modifiedAt(), old.fileKey());
        stable(2);
        assertThat(stable(3, old)).isEmpty();
        assertThat(stable(5, old)).containsExactly(old);
    }

    @Test
    void an_accepted_file_that_changes_is_another_document() {
        stable(0, old);
        memo.accepted("a", old.size(), old.modifiedAt(), old.fileKey());
        ListedFile changed = file("a", 10, NOON.minusSeconds(10));
        assertThat(stable(2, changed)).isEmpty();
        assertThat(stable(4, changed)).containsExactly(changed);
    }

    @Test
    void what_an_earlier_life_accepted_is_known_by_size_and_time() {
        memo.accepted("a", old.size(), old.modifiedAt(), null);
        assertThat(stable(0, old)).isEmpty();
        assertThat(stable(9, old)).isEmpty();
    }

    @Test
    void a_refused_file_is_left_alone_for_a_while_and_reported_until_it_is_taken() {
        stable(0, old);
        memo.refused("a", NOON.plusSeconds(20), "a (permission denied)");
        assertThat(stable(10, old)).isEmpty();
        StabilityMemo.Judgement judgement = memo.judge(List.of(old), NOON.plusSeconds(20));
        assertThat(judgement.stable()).containsExactly(old);
        assertThat(judgement.refusals()).containsExactly("a (permission denied)");
        memo.accepted("a", old.size(), old.modifiedAt(), old.fileKey());
        assertThat(memo.judge(List.of(old), NOON.plusSeconds(21)).refusals()).isEmpty();
    }
}
