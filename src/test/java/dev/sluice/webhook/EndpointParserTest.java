package dev.sluice.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndpointParserTest {
    private static final String URL = "https://example.com/hooks";

    private static Endpoint parse(WebhookSettings.EndpointSettings settings) {
        return EndpointParser.parse(List.of(settings), List.of()).get(0);
    }

    private static void refused(WebhookSettings.EndpointSettings settings, String beginning) {
        assertThatThrownBy(() -> parse(settings))
                .isInstanceOf(WebhookSettingsException.class)
                .hasMessageStartingWith("sluice.webhook.endpoints[0]." + beginning)
                .hasMessageEndingWith(".");
    }

    @Test
    void without_events_everything_that_ends_something_is_told() {
        assertThat(parse(Samples.endpoint(URL)).subscription().types())
                .containsExactlyInAnyOrder(
                        "job_run.completed",
                        "job_run.failed",
                        "job_run.cancelled",
                        "job.completed",
                        "job.failed",
                        "job.cancelled");
    }

    @Test
    void a_pattern_stands_for_its_types() {
        assertThat(parse(Samples.endpoint(URL, "job_run.*", "job.failed"))
                        .subscription()
                        .types())
                .containsExactlyInAnyOrder(
                        "job_run.created",
                        "job_run.started",
                        "job_run.progress",
                        "job_run.completed",
                        "job_run.failed",
                        "job_run.cancelled",
                        "job.failed");
        assertThat(parse(Samples.endpoint(URL, "*")).subscription().types()).hasSize(11);
    }

    @Test
    void an_unknown_event_is_refused_with_those_that_exist() {
        refused(
                Samples.endpoint(URL, "job.done"),
                "events names job.done, which is no event; events are job_run.created");
        refused(Samples.endpoint(URL, "batch.*"), "events names batch.*, which is no event");
    }

    @Test
    void the_id_is_the_urls_and_does_not_change() {
        assertThat(parse(Samples.endpoint(URL)).id())
                .isEqualTo(parse(Samples.withSecret(URL, Samples.OTHER_SECRET)).id());
        assertThat(parse(Samples.endpoint(URL)).id())
                .isNotEqualTo(parse(Samples.endpoint(URL + "2")).id());
    }

    @Test
    void several_secrets_are_a_list_or_stand_in_one_line() {
        String both = " " + Samples.SECRET + "  " + Samples.OTHER_SECRET + " ";

        assertThat(parse(Samples.withSecret(URL, both)).secrets()).hasSize(2);
        assertThat(parse(Samples.withSecret(URL, Samples.SECRET, Samples.OTHER_SECRET))
                        .secrets())
                .hasSize(2);
    }

    @Test
    void a_secret_is_required_and_never_shown() {
        refused(Samples.withSecret(URL), "secret is missing");
        refused(Samples.withSecret(URL, " "), "secret is missing");
        assertThatThrownBy(() -> parse(Samples.withSecret(URL, "hunter2hunter2hunter2hunter2")))
                .hasMessage("sluice.webhook.endpoints[0].secret does not begin with whsec_; "
                        + "it must be whsec_ and 24 to 64 random bytes in base64.");
        assertThat(Samples.endpoint(URL).toString()).doesNotContain("whsec_");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ftp://example.com/x | url must begin with https:// or http://.",
                "example.com/x | url must begin with https:// or http://.",
                "http:///x | url must name a host",
                "http://example.com:99999/ | url must name a host",
                "http://my_host/ | url must name a host of letters, digits, dots and hyphens",
                "https://me:pw@example.com/ | url must not hold a user name",
                "https://example.com/#x | url must not have a part after #",
                "https://example.com/a b | url is not a URL",
            })
    void a_url_that_cannot_be_posted_to_is_refused(String url, String sentence) {
        refused(Samples.endpoint(url), sentence);
    }

    @Test
    void a_url_is_sent_as_ascii() {
        assertThat(parse(Samples.endpoint("https://example.com/ä?q=ü")).url())
                .hasToString("https://example.com/%C3%A4?q=%C3%BC");
    }

    @Test
    void a_missing_url_is_named_by_its_place() {
        List<WebhookSettings.EndpointSettings> two = List.of(
                Samples.endpoint(URL),
                new WebhookSettings.EndpointSettings(null, List.of(Samples.SECRET), List.of(), "native", Map.of()));

        assertThatThrownBy(() -> EndpointParser.parse(two, List.of()))
                .hasMessageStartingWith("sluice.webhook.endpoints[1].url is missing");
    }

    @Test
    void the_same_url_twice_is_refused() {
        assertThatThrownBy(() -> EndpointParser.parse(List.of(Samples.endpoint(URL), Samples.endpoint(URL)), List.of()))
                .hasMessageStartingWith("sluice.webhook.endpoints[1].url stands in the list twice");
    }

    @Test
    void a_dialect_that_nobody_speaks_is_refused() {
        refused(
                new WebhookSettings.EndpointSettings(URL, List.of(Samples.SECRET), List.of(), "latin", Map.of()),
                "dialect is 'latin', which is not known; known are native.");
    }

    @Test
    void a_header_that_cannot_be_sent_is_refused() {
        refused(Samples.withHeaders(URL, Map.of("Host", "x")), "headers has Host, which Sluice sets itself.");
    }

    @Test
    void the_label_holds_neither_path_nor_query() {
        assertThat(parse(Samples.endpoint("https://example.com:8443/secret-path?token=abc"))
                        .label())
                .matches("https://example\\.com:8443#[0-9a-f]{8}");
    }
}
