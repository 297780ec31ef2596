package dev.sluice.intake.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.artifact.s3.S3Stores;
import dev.sluice.intake.source.SourceTemplates;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The template documents the parameters; the beans read them: both must say the same. */
class S3TemplateTest {
    private static final String TEMPLATE = "s3-source";
    private static final Map<String, String> REQUIRED = Map.of("sourceId", "a", "prefix", "s3://bucket/in");

    private final S3Stores stores = S3Stores.nowhere();
    private final S3Parameters parameters =
            new S3Parameters(stores.listing(), SourceTemplates.DEFAULTS.every(Duration.ofMinutes(1)));

    @AfterEach
    void close() {
        stores.close();
    }

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
        assertThatThrownBy(() -> parameters.read(Map.of("sourceId", "a", "prefix", "s3://bucket/in", "x", "y")))
                .hasMessageContaining("There is no parameter \"x\"; an S3 source has "
                        + String.join(", ", SourceTemplates.names(TEMPLATE)) + ".");
    }
}
