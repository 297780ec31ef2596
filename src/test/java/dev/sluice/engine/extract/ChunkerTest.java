package dev.sluice.engine.extract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.extract.ExtractOptions.ChunkType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ChunkerTest {
    private static final String LONG =
            "The keeper writes the level of the water into the book each morning. ".repeat(12);
    private static final List<Block> BLOCKS = List.of(
            Block.paragraph("Yearbook", 1, null).as(BlockType.HEADER, 0),
            Block.heading(1, "Tides", 1, null),
            Block.paragraph(LONG, 1, null),
            Block.heading(2, "Ships", 2, null),
            Block.paragraph("Two ships came in.", 2, null));

    private static List<String> cut(ChunkType type, int size) throws IOException {
        List<String> chunks = new ArrayList<>();
        new Chunker(BLOCKS, size).cut(type, chunks::add);
        return chunks;
    }

    @ParameterizedTest
    @EnumSource(
            value = ChunkType.class,
            names = {"SEMANTIC", "HEADER", "RECURSIVE"})
    void no_chunk_is_longer_than_asked_and_no_word_is_lost(ChunkType type) throws IOException {
        List<String> chunks = cut(type, 200);

        assertThat(chunks).allSatisfy(chunk -> assertThat(chunk.length()).isLessThanOrEqualTo(200));
        assertThat(String.join(" ", chunks).split("\\s+"))
                .containsExactly(("# Tides " + LONG + "## Ships Two ships came in.").split("\\s+"));
    }

    @Test
    void a_heading_begins_a_chunk_and_keeps_text_with_it() throws IOException {
        assertThat(cut(ChunkType.HEADER, 2_000))
                .containsExactly("# Tides\n\n" + LONG.strip(), "## Ships\n\nTwo ships came in.");
        assertThat(cut(ChunkType.HEADER, 200).get(0)).startsWith("# Tides\n\nThe keeper");
    }

    @Test
    void pages_are_chunks_whatever_their_length() throws IOException {
        assertThat(cut(ChunkType.PAGE, 100)).hasSize(2);
    }
}
