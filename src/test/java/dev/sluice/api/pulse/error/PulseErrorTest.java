package dev.sluice.api.pulse.error;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.http.ApiProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PulseErrorTest {
    private final PulseErrorShape shape = new PulseErrorShape();

    @ParameterizedTest
    @EnumSource(PulseError.class)
    void the_readme_explains_every_code_with_its_status(PulseError error) throws IOException {
        assertThat(Files.readString(Path.of("README.md"))).contains("| `" + error + "` | " + error.status() + " |");
    }

    @ParameterizedTest
    @EnumSource(PulseError.class)
    void no_code_makes_a_client_send_its_mistake_again(PulseError error) {
        assertThat(error.status()).isNotIn(408, 409);
        assertThat(error.because("x").problem().headers().containsKey("Retry-After"))
                .isEqualTo(error.status() == 429 || error.status() == 503);
    }

    @Test
    void only_paths_of_this_dialect_are_answered_in_its_shape() {
        assertThat(shape.covers("/job/x")).isTrue();
        assertThat(shape.covers("/batch/extract/")).isTrue();
        assertThat(shape.covers("/batch_runs/x")).isFalse();
        assertThat(shape.covers("/api/job-runs")).isFalse();
        assertThat(shape.covers("/")).isFalse();
    }

    @Test
    void what_others_refuse_gets_a_code_of_this_dialect() {
        assertThat(code(new ApiProblem(404, "NOT_FOUND", "x"))).isEqualTo("GENERAL_002");
        assertThat(code(new ApiProblem(415, "UNSUPPORTED_MEDIA_TYPE", "x"))).isEqualTo("REQ_002");
        assertThat(code(new ApiProblem(500, "INTERNAL", "x"))).isEqualTo("GENERAL_001");
        assertThat(code(new ApiProblem(404, "JOB_001", "x"))).isEqualTo("JOB_001");
    }

    private String code(ApiProblem problem) {
        return new ObjectMapper()
                .valueToTree(shape.body(problem, "r"))
                .at("/error/code")
                .asText();
    }
}
