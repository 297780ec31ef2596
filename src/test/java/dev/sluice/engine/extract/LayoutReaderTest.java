package dev.sluice.engine.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LayoutReaderTest {
    @TempDir
    Path folder;

    @Test
    void a_layout_reads_back_as_it_was_written() throws IOException {
        Box box = new Box(10, 20, 30.5, 40.25);
        Page page = new Page(
                3,
                595,
                842,
                90,
                "text",
                List.of(
                        new Word("Größe", box, 40.25, 12, 700, 1),
                        new Word("9,50", box, 40.25, 10, 400, 1),
                        new Word("gelesen", box, 40.25, 12, 700, 0.5f)),
                List.of(new Rule(1, 2, 3, 2, 0.5)));
        Table table = new Table(
                List.of(
                        new Table.Row(List.of(new Table.Cell("Both", 0, 2, 1, box))),
                        new Table.Row(List.of(new Table.Cell("a", 0, 1, 1, null), new Table.Cell("b", 1, 1, 3, null)))),
                "lattice");
        List<Block> blocks = List.of(
                Block.heading(2, "Title", 3, box),
                Block.listItem(1, "3.", "Item", 3, null),
                Block.table(table, 3, box),
                Block.paragraph("two\nlines", 3, null));
        Path file = folder.resolve("layout.json.gz");
        try (LayoutWriter writer = new LayoutWriter(Files.newOutputStream(file), 1_000_000)) {
            writer.page(page);
            writer.finish(blocks);
        }

        Layout layout = LayoutReader.read(file);

        assertThat(layout.pages()).containsExactly(page);
        assertThat(layout.blocks()).isEqualTo(blocks);
        assertThat(layout.pageCount()).isEqualTo(3);
    }

    @Test
    void a_file_that_is_no_layout_is_an_error() throws IOException {
        Path file = Files.writeString(folder.resolve("layout.json.gz"), "no gzip");

        assertThatThrownBy(() -> LayoutReader.read(file)).isInstanceOf(IOException.class);
    }
}
