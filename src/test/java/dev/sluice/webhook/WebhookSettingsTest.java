package dev.sluice.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.commons.logging.LogFactory;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.support.SpringFactoriesLoader;

class WebhookSettingsTest {
    private static WebhookSettings bind(List<PropertySource<?>> sources) {
        MutablePropertySources all = new MutablePropertySources();
        sources.forEach(all::addLast);
        return new Binder(
                        ConfigurationPropertySources.from(all), null, ApplicationConversionService.getSharedInstance())
                .bindOrCreate("sluice.webhook", WebhookSettings.class);
    }

    private static List<PropertySource<?>> file() throws Exception {
        return new YamlPropertySourceLoader().load("file", new FileSystemResource(Path.of("config/application.yaml")));
    }

    @Test
    void the_operators_file_says_the_defaults() throws Exception {
        assertThat(bind(file())).isEqualTo(bind(List.of()));
    }

    @Test
    void the_default_is_ten_attempts_over_about_75_hours() {
        WebhookSettings settings = bind(List.of());

        settings.requireSound();
        assertThat(settings.retrySchedule()).hasSize(10);
        assertThat(settings.retrySchedule().stream()
                        .mapToLong(wait -> wait.toMinutes())
                        .sum())
                .isBetween(75 * 60L, 76 * 60L);
    }

    @Test
    void an_endpoint_may_come_from_the_environment() throws Exception {
        List<PropertySource<?>> sources = new ArrayList<>();
        sources.add(new SystemEnvironmentPropertySource(
                "systemEnvironment",
                Map.of(
                        "SLUICE_WEBHOOK_ENDPOINTS_0_URL", "https://example.com/",
                        "SLUICE_WEBHOOK_ENDPOINTS_0_SECRET", Samples.SECRET + " " + Samples.OTHER_SECRET,
                        "SLUICE_WEBHOOK_ENDPOINTS_0_EVENTS", "job_run.*,job.failed")));
        sources.addAll(file());

        Endpoint endpoint =
                EndpointParser.parse(bind(sources).endpoints(), List.of()).get(0);

        assertThat(endpoint.secrets()).hasSize(2);
        assertThat(endpoint.subscription().types()).hasSize(7);
    }

    @Test
    void values_that_make_no_sense_are_refused_by_their_key() {
        Map<String, String> wrong = Map.of(
                "jitter", "1.5",
                "retry-schedule", "-1s",
                "concurrency", "0",
                "timeout", "0s",
                "progress-attempts", "0");
        wrong.forEach((key, value) -> {
            MapPropertySource source = new MapPropertySource("test", Map.of("sluice.webhook." + key, value));
            assertThatThrownBy(() -> bind(List.of(source)).requireSound())
                    .as(key)
                    .isInstanceOf(WebhookSettingsException.class)
                    .hasMessageStartingWith("sluice.webhook." + key + " must");
        });
    }

    @Test
    void a_start_that_fails_on_them_says_the_sentence() {
        Exception failure = new IllegalStateException(new WebhookSettingsException("sluice.webhook.x must be y."));

        List<FailureAnalysis> analyses = SpringFactoriesLoader.forDefaultResourceLocation()
                .load(
                        FailureAnalyzer.class,
                        SpringFactoriesLoader.FailureHandler.logging(LogFactory.getLog(getClass())))
                .stream()
                .filter(WebhookSettingsAnalyzer.class::isInstance)
                .map(analyzer -> analyzer.analyze(failure))
                .toList();

        assertThat(analyses).extracting(FailureAnalysis::getDescription).containsExactly("sluice.webhook.x must be y.");
    }
}
