package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.demo.Demo;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class DemoTest {
    @Test
    void the_demo_shows_what_became_of_each_document_and_that_all_is_as_it_should_be() throws IOException {
        ByteArrayOutputStream shown = new ByteArrayOutputStream();

        int exit = new Demo(Sluice::start, new PrintStream(shown, true, StandardCharsets.UTF_8)).run();

        assertThat(shown.toString(StandardCharsets.UTF_8))
                .contains("handbook-1p.docx", "US Trustee Handbook", "CORRUPT_DOCUMENT", "outcome partial")
                .contains("signature verified")
                .doesNotContain("NOT AS IT SHOULD BE");
        assertThat(exit).isZero();
    }
}
