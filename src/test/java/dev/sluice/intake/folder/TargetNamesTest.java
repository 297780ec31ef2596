package dev.sluice.intake.folder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.intake.document.ShortNames;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TargetNamesTest {
    private static final UUID JOB = UUID.fromString("0193a000-0000-7000-8000-000000000000");

    @Test
    void the_mark_stands_before_the_ending() {
        assertThat(TargetNames.of("invoice.pdf", JOB).limit(3))
                .containsExactly(
                        "invoice.pdf",
                        "invoice~0193a000-0000-7000-8000-000000000000.pdf",
                        "invoice~0193a000-0000-7000-8000-000000000000~2.pdf");
        assertThat(ShortNames.marked("README", "~1")).isEqualTo("README~1");
        assertThat(ShortNames.marked("Dr. Who wrote this long name", "~1")).isEqualTo("Dr. Who wrote this long name~1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "ä", "😀", "%FF"})
    void a_name_that_would_be_too_long_is_shortened_between_characters(String unit) {
        String name = unit.repeat(255 / unit.getBytes(StandardCharsets.UTF_8).length - 2) + ".pdf";
        String marked = TargetNames.of(name, JOB).findFirst().orElseThrow();

        assertThat(marked.getBytes(StandardCharsets.UTF_8).length + ".sluice.json".length())
                .isLessThanOrEqualTo(255);
        assertThat(marked).endsWith("~" + JOB + ".pdf").doesNotContain("\uFFFD");
        assertThat(marked.substring(0, marked.indexOf('~'))).matches("(" + unit + ")+");
    }
}
