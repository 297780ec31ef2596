package dev.sluice.api.pulse.error;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PulseErrorShapeTest {
    private final PulseErrorShape shape = new PulseErrorShape();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/extract",
                "/extract/",
                "//extract",
                "/batch/extract",
                "/job/undefined",
                "/%65xtract",
                "/extract%00",
                "/extract%2f",
                "/extract%ff",
                "/extract;a=b",
                "/job%zz",
                "/webhook",
            })
    void the_paths_of_this_dialect_are_its_own_however_they_are_written(String path) {
        assertThat(shape.covers(path)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "", "/api/job-runs", "/extract_runs", "/schema-x", "/jobs", "/EXTRACT", "/x/extract"})
    void other_paths_are_not(String path) {
        assertThat(shape.covers(path)).isFalse();
    }
}
