package dev.sluice.engine.parser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.sluice.batch.ErrorCode;
import dev.sluice.batch.Failure;
import dev.sluice.engine.ExtractWarning;
import dev.sluice.engine.Extraction;
import dev.sluice.engine.PartFile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class FramesTest {
    private final ByteArrayOutputStream pipe = new ByteArrayOutputStream();

    private <T> T read(Class<T> type) throws IOException {
        return Frames.read(new ByteArrayInputStream(pipe.toByteArray()), type);
    }

    @Test
    void a_task_arrives_as_it_was_sent() throws IOException {
        ParseTask task = new ParseTask(
                "/in/a b.pdf",
                "\u202Ename\n\ud83d\ude00.pdf",
                null,
                "/out",
                new ParseTask.Limits(1, 2, 3, 4),
                new ParseTask.Ocr("tesseract", "auto", 5, 6),
                JsonNodeFactory.instance.objectNode().put("pages", "1-2"));
        Frames.write(pipe, task);

        assertThat(read(ParseTask.class)).isEqualTo(task);
    }

    @Test
    void a_reply_arrives_as_it_was_sent() throws IOException {
        Extraction extraction = new Extraction(
                List.of(new PartFile("result.md", 5, "ab", "text/markdown")),
                "text/plain",
                null,
                3,
                2,
                1,
                List.of(new ExtractWarning("NO_TEXT", "none")),
                "first");
        Frames.write(pipe, ParseReply.of(extraction));

        assertThat(read(ParseReply.class)).isEqualTo(ParseReply.of(extraction));
    }

    @Test
    void a_failure_arrives_with_its_code_and_sentence() throws IOException {
        Frames.write(pipe, ParseReply.of(new Failure(ErrorCode.EMPTY_FILE, "It is empty.")));

        assertThat(read(ParseReply.class).failure()).isEqualTo(new Failure(ErrorCode.EMPTY_FILE, "It is empty."));
    }

    @Test
    void messages_follow_each_other_without_gaps() throws IOException {
        Frames.write(pipe, ParseReply.READY);
        Frames.write(pipe, ParseReply.of(new Failure(ErrorCode.CANCELED, "second")));
        ByteArrayInputStream in = new ByteArrayInputStream(pipe.toByteArray());

        assertThat(Frames.read(in, ParseReply.class)).isEqualTo(ParseReply.READY);
        assertThat(Frames.read(in, ParseReply.class).failure()).isNotNull();
        assertThatThrownBy(() -> Frames.read(in, ParseReply.class)).isInstanceOf(EOFException.class);
    }

    @Test
    void a_length_beyond_the_limit_is_refused_before_memory_is_taken_for_it() {
        byte[] claim = ByteBuffer.allocate(4).putInt(Integer.MAX_VALUE).array();

        assertThatThrownBy(() -> Frames.read(new ByteArrayInputStream(claim), ParseReply.class))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("limit");
    }
}
