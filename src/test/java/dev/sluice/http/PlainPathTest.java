package dev.sluice.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainPathTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/api/job-runs",
                "/api/job-runs/",
                "/results/1/images/a%20b.png",
                "/x%C3%A4",
                "/.x/..y",
                "/a:b@c"
            })
    void a_path_of_one_meaning_passes(String path) {
        assertThat(PlainPath.objection(path)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "api",
                "//api",
                "/api//jobs",
                "/api/./jobs",
                "/api/../actuator/health",
                "/api/..",
                "/.",
                "/api/%2e%2e/x",
                "/api/%2E/x",
                "/api/.%2e/x",
                "/api;x=1/jobs",
                "/api/jobs;",
                "/api%3bx=1/jobs",
                "/api%2fjobs",
                "/api%2Fjobs",
                "/api%5cjobs",
                "/api\\jobs",
                "/api%252fjobs",
                "/api/%00",
                "/api/%0a",
                "/api/%",
                "/api/%zz",
                "/api/%ff"
            })
    void a_path_that_could_be_read_in_two_ways_is_refused(String path) {
        assertThat(PlainPath.objection(path)).isPresent();
    }
}
