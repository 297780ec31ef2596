package dev.sluice.intake.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.intake.source.SourceTemplates;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The template documents the parameters; the beans read them: both must say the same. */
class FeedTemplateTest {
    private static final String TEMPLATE = "feed-source";
    private static final Map<String, String> REQUIRED = Map.of("sourceId", "a", "url", "https://example.com/feed");

    private final FeedParameters parameters =
            new FeedParameters(SourceTemplates.DEFAULTS.every(Duration.ofMinutes(15)));

    @Test
    void the_templates_defaults_are_the_beans_defaults() {
        Map<String, String> spelled = SourceTemplates.spelled(TEMPLATE, REQUIRED);
        assertThat(spelled).hasSizeGreaterThan(8);
        assertThat(parameters.read(spelled))
                .usingRecursiveComparison()
                .withEqualsForType((a, b) -> a.pattern().equals(b.pattern()), Pattern.class)
                .isEqualTo(parameters.read(REQUIRED));
    }

    @Test
    void every_documented_parameter_is_read_and_every_read_one_documented() {
        assertThatThrownBy(() -> parameters.read(Map.of("sourceId", "a", "url", "https://example.com/feed", "x", "y")))
                .hasMessageContaining("There is no parameter \"x\"; a feed source has "
                        + String.join(", ", SourceTemplates.names(TEMPLATE)) + ".");
    }
}
