package dev.sluice.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.standardwebhooks.Webhook;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretTest {
    private static final String ID = "01890a5d-ac96-774b-bcce-b302099a8057";
    private static final String BODY = "{\"data\":\"Müller ✓ 😀\"}";

    @Test
    void a_signature_is_the_one_that_an_independent_library_makes() throws Exception {
        long timestamp = Instant.parse("2026-03-01T12:00:00Z").getEpochSecond();

        String signature = Secret.of(Samples.SECRET).sign(ID, timestamp, BODY.getBytes(StandardCharsets.UTF_8));

        assertThat(signature).isEqualTo(new Webhook(Samples.SECRET).sign(ID, timestamp, BODY));
    }

    @Test
    void another_secret_signs_differently() {
        byte[] body = BODY.getBytes(StandardCharsets.UTF_8);

        assertThat(Secret.of(Samples.SECRET).sign(ID, 1, body))
                .isNotEqualTo(Secret.of(Samples.OTHER_SECRET).sign(ID, 1, body));
    }

    @ParameterizedTest
    @ValueSource(ints = {24, 32, 64})
    void a_secret_may_hold_24_to_64_bytes(int bytes) {
        assertThat(Secret.of("whsec_" + Base64.getEncoder().encodeToString(new byte[bytes])))
                .isNotNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 23, 65})
    void a_secret_of_another_length_is_refused(int bytes) {
        assertThatThrownBy(() -> Secret.of("whsec_" + Base64.getEncoder().encodeToString(new byte[bytes])))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("holds %d bytes where 24 to 64 are needed", bytes);
    }

    @Test
    void a_secret_that_is_not_base64_is_refused_without_being_shown() {
        assertThatThrownBy(() -> Secret.of("whsec_very*secret*thing"))
                .hasMessage("is not base64 after whsec_")
                .hasNoCause();
    }

    @Test
    void a_secret_does_not_show_itself() {
        assertThat(Secret.of(Samples.SECRET).toString()).doesNotContain("MfKQ");
    }
}
