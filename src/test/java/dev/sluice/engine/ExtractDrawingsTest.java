package dev.sluice.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The charts and pictures of a workbook: two charts on its first sheet, a picture on its last. */
class ExtractDrawingsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path BOOK = Path.of("src/test/resources/documents/charts.xlsx");

    @TempDir
    static Path folder;

    private static DocumentParser parser;

    @BeforeAll
    static void start() {
        parser = TestParsers.parser(folder.resolve("parser"), 1, Duration.ofSeconds(60));
    }

    @AfterAll
    static void stop() {
        parser.close();
    }

    private static JsonNode extract(String options) throws IOException {
        Path output = Files.createTempDirectory(folder, "out");
        ObjectNode asked = (ObjectNode) JSON.readTree(options.replace('\'', '"'));
        parser.extract(new ExtractRequest(BOOK, "charts.xlsx", null, output, asked));
        return JSON.readTree(output.resolve(Extraction.RESULT).toFile());
    }

    private static List<JsonNode> figures(JsonNode result) {
        List<JsonNode> figures = new ArrayList<>();
        result.get("blocks").forEach(block -> {
            if (block.get("type").asText().equals("figure")) {
                figures.add(block);
            }
        });
        return figures;
    }

    @Test
    void charts_and_pictures_of_sheets_are_told_without_their_images() throws Exception {
        JsonNode result = extract("{}");

        List<JsonNode> figures = figures(result);
        assertThat(figures).hasSize(3);
        assertThat(figures.get(0).path("range").asText()).isEqualTo("Charts!E2:L16");
        assertThat(figures.get(0).path("drawing"))
                .isEqualTo(JSON.readTree("{\"chartType\": \"BarChart\", \"title\": \"Revenue and cost\", \"ranges\":"
                        + " [\"'Charts'!$A$2:$A$4\", \"'Charts'!$B$2:$B$4\", \"'Charts'!$C$2:$C$4\"]}"));
        assertThat(figures.get(1).path("drawing").path("chartType").asText()).isEqualTo("PieChart");
        assertThat(figures.get(1).path("drawing").has("title")).isFalse();
        assertThat(figures.get(2).path("sheet").asText()).isEqualTo("Logo");
        assertThat(figures.get(2).path("range").asText()).startsWith("Logo!B3");
        assertThat(figures).noneMatch(figure -> figure.has("figure"));
        assertThat(result.path("markdown").asText())
                .contains("| 2022 | 15 | 9.5 |")
                .doesNotContain("![");
    }

    @Test
    void the_picture_of_a_sheet_is_a_part_when_pictures_are_asked_for() throws Exception {
        JsonNode picture = figures(extract("{'figures': {'images': true}}")).get(2);

        assertThat(picture.path("figure").asText()).isEqualTo("figure-1.png");
        assertThat(picture.path("range").asText()).startsWith("Logo!B3");
    }

    @Test
    void the_numbers_of_a_chart_are_a_table_that_says_so() throws Exception {
        List<JsonNode> tables = new ArrayList<>();
        extract("{}").get("blocks").forEach(block -> {
            if (block.has("table")) {
                tables.add(block);
            }
        });

        assertThat(tables).hasSize(2);
        assertThat(tables.get(0).path("range").asText()).isEqualTo("Charts!A1:C4");
        assertThat(tables.get(0).has("drawing")).isFalse();
        assertThat(tables.get(1).path("text").asText())
                .isEqualTo("\tRevenue\tCost\n2021\t10\t7\n2022\t15\t9.5\n2023\t21\t12");
        assertThat(tables.get(1).path("drawing").path("chartType").asText()).isEqualTo("BarChart");
    }
}
