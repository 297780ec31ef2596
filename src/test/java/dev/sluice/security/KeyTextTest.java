package dev.sluice.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyTextTest {
    /** Worked out from the format's description by another program, so that keys that were handed out stay good. */
    private static final String KNOWN = "sl_QGZkBSytdNKH_b0GbV8FfuV7HnBncN8TyOWCOoc0ntl8ejHBJg1qUj3U0UMSVM";

    @Test
    void a_new_key_has_the_form_that_scanners_look_for_and_a_checksum() {
        KeyText key = KeyText.generate(new SecureRandom());

        assertThat(key.secret()).matches("sl_[0-9A-Za-z]{12}_[0-9A-Za-z]{49}");
        assertThat(key.generated()).isTrue();
        assertThat(KeyText.of(key.secret()).id()).isEqualTo(key.id());
    }

    @Test
    void a_key_that_was_handed_out_long_ago_is_still_read() {
        assertThat(KeyText.of(KNOWN).id()).isEqualTo("QGZkBSytdNKH");
    }

    @Test
    void two_new_keys_share_neither_id_nor_secret() {
        Random random = new Random(7);
        KeyText one = KeyText.generate(random);
        KeyText other = KeyText.generate(random);

        assertThat(one.id()).isNotEqualTo(other.id());
        assertThat(one.secret().substring(16)).isNotEqualTo(other.secret().substring(16));
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 14, 16, 30, 58, 59, 64})
    void a_typing_mistake_anywhere_is_seen_without_asking_the_database(int position) {
        char other = KNOWN.charAt(position) == 'x' ? 'y' : 'x';
        String mistyped = KNOWN.substring(0, position) + other + KNOWN.substring(position + 1);

        assertThat(KeyText.of(mistyped).generated()).isFalse();
    }

    @Test
    void a_text_of_the_operators_own_goes_by_the_id_of_the_configured_key() {
        assertThat(KeyText.of("correct horse battery").id()).isEqualTo("configured");
        assertThat(KeyText.of("").id()).isEqualTo("configured");
    }

    @Test
    void the_hash_is_sha_256_of_the_whole_text() {
        assertThat(HexFormat.of().formatHex(KeyText.of("abc").hash()))
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    @Test
    void it_never_shows_its_secret_by_accident() {
        assertThat(KeyText.of(KNOWN)).hasToString("key QGZkBSytdNKH");
    }
}
