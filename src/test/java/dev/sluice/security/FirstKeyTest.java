package dev.sluice.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.home.SluiceHome;
import dev.sluice.home.StartFailure;
import dev.sluice.testing.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@NullUnmarked
class FirstKeyTest {
    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    @TempDir
    Path directory;

    private final ApiKeyTable table = new ApiKeyTable(DATABASE.jdbcClient());
    private final Random random = new Random(42);
    private long nanos;
    private final KeyRing ring = new KeyRing(table, Clock.systemUTC(), () -> nanos += KeyRing.LONGEST.toNanos());
    private SluiceHome home;

    @BeforeEach
    void clear() {
        home = SluiceHome.open(directory.resolve("home").toString(), UUID::randomUUID);
        DATABASE.empty("api_key");
    }

    @AfterEach
    void close() {
        home.close();
    }

    private String start(String configured) {
        return new FirstKey(table, home, Clock.systemUTC(), random, configured).where();
    }

    private String written() {
        return home.readPrivate(FirstKey.FILE).orElseThrow();
    }

    @Test
    void the_first_start_makes_a_key_shows_it_once_and_keeps_it_in_a_private_file() throws Exception {
        String said = start("");

        assertThat(said).startsWith(written());
        assertThat(ring.find(written())).isPresent();
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(home.root().resolve("api-key"))))
                .isEqualTo("rw-------");
        assertThat(start("")).isEqualTo("in " + home.root().resolve("api-key"));
        assertThat(table.unrevoked()).hasSize(1);
    }

    @Test
    void a_start_that_was_killed_between_file_and_database_goes_on_with_the_file() {
        start("");
        String key = written();
        DATABASE.empty("api_key");

        assertThat(start("")).doesNotContain(key);
        assertThat(ring.find(key)).isPresent();
    }

    @Test
    void when_every_key_was_revoked_the_next_start_makes_another() {
        start("");
        String old = written();
        table.revoke("default", KeyText.of(old).id());

        assertThat(start("")).contains("just made");
        assertThat(written()).isNotEqualTo(old);
        assertThat(ring.find(written())).isPresent();
        assertThat(ring.find(old)).isEmpty();
    }

    @Test
    void with_keys_made_by_the_command_none_is_made() {
        start("");
        KeyText made = KeyText.generate(random);
        table.store("default", made, "mine", Set.of(Scope.WRITE), ApiKey.Origin.CREATED, null);
        table.revoke("default", KeyText.of(written()).id());

        assertThat(start("")).contains("keys list");
        assertThat(table.unrevoked()).extracting(ApiKey::id).isEqualTo(List.of(made.id()));
    }

    @Test
    void a_configured_key_is_taken_as_it_is_and_none_is_made() {
        assertThat(start("sixteen-letters!")).contains("SLUICE_API_KEY");

        assertThat(ring.find("sixteen-letters!")).isPresent();
        assertThat(home.readPrivate(FirstKey.FILE)).isEmpty();
        assertThat(start("sixteen-letters!")).contains("SLUICE_API_KEY");
        assertThat(table.unrevoked()).hasSize(1);
    }

    @Test
    void a_configured_key_that_is_changed_or_taken_away_opens_nothing_more() {
        start("sixteen-letters!");
        start("other-sixteen-letters");
        assertThat(ring.find("sixteen-letters!")).isEmpty();
        assertThat(ring.find("other-sixteen-letters")).isPresent();

        start("");
        assertThat(ring.find("other-sixteen-letters")).isEmpty();
        assertThat(ring.find(written())).isPresent();
    }

    @Test
    void a_configured_key_may_have_our_form() {
        KeyText key = KeyText.generate(random);
        start(key.secret());

        assertThat(ring.find(key.secret()).orElseThrow().id()).isEqualTo(key.id());
    }

    @Test
    void a_configured_key_that_was_revoked_stays_revoked() {
        start("sixteen-letters!");
        table.revoke("default", "configured");

        assertThatThrownBy(() -> start("sixteen-letters!"))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("revoked");
        assertThat(ring.find("sixteen-letters!")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"fifteen-letters", "with a blank in it!", "with-a-tab\t-in-it", "ünicöde-ünicöde-ü"})
    void a_configured_key_that_is_short_or_cannot_travel_in_a_header_ends_the_start(String configured) {
        assertThatThrownBy(() -> start(configured))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("16 to 512 characters")
                .hasMessageNotContaining(configured);
    }
}
