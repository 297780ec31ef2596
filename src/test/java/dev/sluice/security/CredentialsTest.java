package dev.sluice.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;

class CredentialsTest {
    private final MockHttpServletRequest request = new MockHttpServletRequest("GET", "/api/jobs");

    @Test
    void both_headers_are_read_and_bearer_in_any_case() {
        request.addHeader("X-API-Key", " one ");
        request.addHeader("authorization", "BEARER one");

        assertThat(Credentials.shownBy(request)).containsExactly("one");
    }

    @Test
    void different_keys_are_all_seen_also_in_repeated_headers() {
        request.addHeader("x-api-key", "one");
        request.addHeader("x-api-key", "two");
        request.addHeader("Authorization", "Bearer three");

        assertThat(Credentials.shownBy(request)).containsExactly("one", "two", "three");
    }

    @Test
    void another_scheme_beside_a_key_is_not_overlooked() {
        request.addHeader("x-api-key", "one");
        request.addHeader("Authorization", "Basic b25lOg==");

        assertThat(Credentials.shownBy(request)).hasSize(2);
    }

    @Test
    void a_key_in_the_query_is_none() {
        request.setQueryString("x-api-key=one&access_token=one&api_key=one");
        request.addParameter("x-api-key", "one");

        assertThat(Credentials.shownBy(request)).isEmpty();
    }

    @Test
    void empty_headers_show_nothing() {
        request.addHeader("x-api-key", "  ");
        request.addHeader("Authorization", "Bearer ");

        assertThat(Credentials.shownBy(request)).isEmpty();
    }
}
