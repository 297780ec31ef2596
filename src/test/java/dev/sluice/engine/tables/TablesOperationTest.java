package dev.sluice.engine.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.batch.ErrorCode;
import dev.sluice.batch.SluiceException;
import dev.sluice.engine.LayoutOperation.Input;
import dev.sluice.engine.extract.Block;
import dev.sluice.engine.extract.Box;
import dev.sluice.engine.extract.Layout;
import dev.sluice.engine.extract.Page;
import dev.sluice.engine.extract.Table;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TablesOperationTest {
    private final ObjectMapper mapper = new ObjectMapper();
    private final TablesOperation operation = new TablesOperation();
    private final List<Block> blocks = new ArrayList<>();

    private static Table.Cell cell(String text, int column, int columnSpan, int rowSpan) {
        return new Table.Cell(text, column, columnSpan, rowSpan, null);
    }

    private static Table.Row row(String... texts) {
        List<Table.Cell> cells = new ArrayList<>();
        for (int i = 0; i < texts.length; i++) {
            cells.add(cell(texts[i], i, 1, 1));
        }
        return new Table.Row(cells);
    }

    private void table(int page, double top, Table.Row... rows) {
        blocks.add(Block.table(new Table(List.of(rows), "lattice"), page, new Box(50, top, 500, top + 100)));
    }

    private ObjectNode run(String options) throws Exception {
        List<Page> pages = new ArrayList<>();
        for (int number = 1; number <= 3; number++) {
            pages.add(new Page(number, 600, 800, 0, "text", List.of(), List.of()));
        }
        Input input = new Input("", "a.pdf", null, new Layout(pages, blocks), null);
        return operation.run(List.of(input), (ObjectNode) mapper.readTree(options));
    }

    private JsonNode first(String options) throws Exception {
        return run(options).get("tables").get(0);
    }

    @Test
    void a_header_of_two_levels_names_the_columns() throws Exception {
        table(
                1,
                300,
                new Table.Row(List.of(cell("Country", 0, 1, 2), cell("2007", 1, 2, 1))),
                new Table.Row(List.of(cell("N", 1, 1, 1), cell("% Pos", 2, 1, 1))),
                row("Austria", "109", "0.9"));

        JsonNode table = first("{}");

        assertThat(table.get("headerRows").intValue()).isEqualTo(2);
        assertThat(table.get("headers"))
                .extracting(JsonNode::textValue)
                .containsExactly("Country", "2007 / N", "2007 / % Pos");
        assertThat(table.get("rows").get(0).get("2007 / N").textValue()).isEqualTo("109");
        assertThat(table.get("html").textValue())
                .isEqualTo("<table><thead><tr><th scope=\"col\" rowspan=\"2\">Country</th>"
                        + "<th scope=\"colgroup\" colspan=\"2\">2007</th></tr>"
                        + "<tr><th scope=\"col\">N</th><th scope=\"col\">% Pos</th></tr></thead>"
                        + "<tbody><tr><td>Austria</td><td>109</td><td>0.9</td></tr></tbody></table>");
        assertThat(table.get("csv").textValue()).isEqualTo("Country,2007,\r\n,N,% Pos\r\nAustria,109,0.9\r\n");
        assertThat(table.get("markdown").textValue())
                .isEqualTo("| Country | 2007 / N | 2007 / % Pos |\n| --- | --- | --- |\n| Austria | 109 | 0.9 |\n");
    }

    @Test
    void names_of_columns_are_unique_and_never_empty() throws Exception {
        table(1, 300, row("Year", "", "Total", "Total"), row("a", "x", "1", "2"), row("b", "y", "3", "4"));

        assertThat(first("{}").get("headers"))
                .extracting(JsonNode::textValue)
                .containsExactly("Year", "column_2", "Total", "Total_2");
    }

    @Test
    void a_table_of_figures_only_has_no_header() throws Exception {
        table(1, 300, row("1", "2", "3"), row("4", "5", "6"));

        assertThat(first("{}").get("headerRows").intValue()).isZero();
        assertThat(first("{}").get("headers").get(0).textValue()).isEqualTo("column_1");
    }

    @Test
    void markup_in_cells_is_escaped_and_commas_are_quoted() throws Exception {
        table(1, 300, row("Name", "Size"), row("<b> & \"c\", d | e", "1,000"));

        JsonNode table = first("{}");

        assertThat(table.get("html").textValue()).contains("<td>&lt;b&gt; &amp; &quot;c&quot;, d | e</td>");
        assertThat(table.get("csv").textValue()).isEqualTo("Name,Size\r\n\"<b> & \"\"c\"\", d | e\",\"1,000\"\r\n");
        assertThat(table.get("markdown").textValue()).contains("d \\| e");
    }

    @Test
    void a_table_that_goes_on_over_the_page_is_joined_and_its_repeated_header_dropped() throws Exception {
        table(1, 600, row("State", "Count"), row("Maine", "1"));
        blocks.add(Block.paragraph("3", 1, null));
        table(2, 60, row("State", "Count"), row("Ohio", "2"));

        JsonNode joined = run("{\"merge\": true}").get("tables");

        assertThat(joined).hasSize(1);
        assertThat(joined.get(0).get("citations"))
                .extracting(JsonNode::textValue)
                .containsExactly("t1", "t2");
        assertThat(joined.get(0).get("pages")).extracting(JsonNode::intValue).containsExactly(1, 2);
        assertThat(joined.get(0).get("rows")).hasSize(2);
        assertThat(run("{}").get("tables")).hasSize(2);
    }

    @Test
    void tables_with_other_headers_or_further_down_the_page_are_not_joined() throws Exception {
        table(1, 600, row("State", "Count"), row("Maine", "1"));
        table(2, 60, row("City", "Mayor"), row("Bangor", "2"));
        table(3, 500, row("City", "Mayor"), row("Portland", "3"));

        assertThat(run("{\"merge\": true}").get("tables")).hasSize(3);
    }

    @Test
    void only_the_asked_pages_and_formats_are_given() throws Exception {
        table(1, 300, row("a", "b"), row("c", "1"));
        table(2, 300, row("d", "e"), row("f", "2"));

        JsonNode tables = run("{\"pages\": \"2-3\", \"formats\": [\"csv\"]}").get("tables");

        assertThat(tables).hasSize(1);
        assertThat(tables.get(0).get("citations").get(0).textValue()).isEqualTo("t2");
        assertThat(tables.get(0).has("csv")).isTrue();
        assertThat(tables.get(0).has("html")).isFalse();
        assertThat(tables.get(0).has("rows")).isFalse();
    }

    @Test
    void the_title_above_a_table_is_its_caption() throws Exception {
        blocks.add(Block.paragraph("Table 3. Votes by county", 1, null));
        table(1, 300, row("a", "b"), row("c", "1"));

        assertThat(first("{}").get("caption").textValue()).isEqualTo("Table 3. Votes by county");
    }

    @Test
    void charts_without_numbers_are_answered_by_a_warning() throws Exception {
        assertThat(run("{\"chartsToTables\": true}")
                        .get("warnings")
                        .get(0)
                        .get("code")
                        .textValue())
                .isEqualTo("CHARTS_NOT_READ");
    }

    @Test
    void the_numbers_of_charts_are_tables_on_request() throws Exception {
        table(1, 300, row("a", "b"), row("c", "1"));
        Table chart = new Table(List.of(row("", "Revenue"), row("2021", "10")), "chart");
        blocks.add(Block.table(chart, 1, null));

        assertThat(run("{}").get("tables")).hasSize(1);
        ObjectNode asked = run("{\"chartsToTables\": true}");
        assertThat(asked.get("tables")).hasSize(2);
        assertThat(asked.get("tables").get(0).get("fromChart").booleanValue()).isFalse();
        assertThat(asked.get("tables").get(1).get("fromChart").booleanValue()).isTrue();
        assertThat(asked.get("tables").get(1).get("citations").get(0).textValue())
                .isEqualTo("t2");
        assertThat(asked.get("warnings")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{\"merge\": \"yes\"}; merge",
                "{\"formats\": [\"xml\"]}; xml",
                "{\"formats\": []}; formats",
                "{\"pages\": \"3-1\"}; 3-1",
                "{\"pages\": 2}; pages",
                "{\"colour\": 1}; colour"
            })
    void an_option_that_is_not_understood_is_refused_by_name(String options, String named) {
        assertThatThrownBy(() -> operation.check((ObjectNode) mapper.readTree(options)))
                .isInstanceOfSatisfying(
                        SluiceException.class,
                        e -> assertThat(e.failure().code()).isEqualTo(ErrorCode.INVALID_OPTIONS))
                .hasMessageContaining(named);
    }
}
