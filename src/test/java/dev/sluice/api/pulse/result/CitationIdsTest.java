package dev.sluice.api.pulse.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CitationIdsTest {
    private static final UUID FIRST = UUID.fromString("01a20281-ce0a-7bb1-97c3-7ede5e257cf1");
    private static final UUID SECOND = UUID.fromString("01a20281-ce0a-7bb1-97c3-7ede5e257cf2");

    @TempDir
    Path directory;

    private int read;

    @BeforeEach
    void two_extractions() throws IOException {
        write(FIRST, """
                {"blocks":[{"id":"b1","type":"heading","text":"b"},{"id":"b2","type":"figure"},
                 {"id":"b3","type":"table","table":"t1"},{"id":"b4","type":"figure","box":[1,2]},{"id":"b5","type":"text"}]}
                """);
        write(SECOND, "{\"warnings\":[],\"blocks\":[{\"id\":\"b1\",\"type\":\"figure\"}]}");
    }

    private void write(UUID id, String result) throws IOException {
        Files.writeString(directory.resolve(id.toString()), result);
    }

    private CitationIds citations(boolean merged) {
        return new CitationIds(
                extraction -> {
                    read++;
                    return directory.resolve(String.valueOf(extraction));
                },
                merged);
    }

    @Test
    void blocks_have_the_ids_under_which_the_extraction_shows_them() throws IOException {
        CitationIds citations = citations(false);

        assertThat(citations.of("b1", FIRST)).isEqualTo("txt-1");
        assertThat(citations.of("b2", FIRST)).isEqualTo("fig-1");
        assertThat(citations.of("b3", FIRST)).isEqualTo("tbl-1");
        assertThat(citations.of("b4", FIRST)).isEqualTo("fig-2");
        assertThat(citations.of("b5", FIRST)).isEqualTo("txt-5");
        assertThat(citations.of("t1", FIRST)).isEqualTo("tbl-1");
        assertThat(citations.of(FIRST + "-t1", FIRST)).isEqualTo("tbl-1");
        assertThat(read).as("each extraction is read once").isEqualTo(1);
    }

    @Test
    void merged_ones_say_of_which_extraction_they_are() throws IOException {
        CitationIds citations = citations(true);

        assertThat(citations.of(FIRST + "-b2", null)).isEqualTo(FIRST + "-fig-1");
        assertThat(citations.of(SECOND + "-b1", null)).isEqualTo(SECOND + "-fig-1");
        assertThat(citations.of("b1", SECOND)).isEqualTo(SECOND + "-fig-1");
    }

    @Test
    void what_is_no_id_of_ours_stays_as_it_is() throws IOException {
        CitationIds citations = citations(false);

        assertThat(citations.of("page 3", FIRST)).isEqualTo("page 3");
        assertThat(citations.of("b", FIRST)).isEqualTo("b");
        assertThat(citations.of("bx", FIRST)).isEqualTo("bx");
        assertThat(citations.of("", FIRST)).isEmpty();
        assertThat(citations.of("b7", UUID.fromString("01a20281-ce0a-7bb1-97c3-000000000000")))
                .as("the extraction has gone")
                .isEqualTo("txt-7");
    }
}
