package dev.sluice.engine.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.batch.ErrorCode;
import dev.sluice.batch.SluiceException;
import dev.sluice.engine.extract.ExtractOptions.ChunkType;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExtractOptionsTest {
    private static ExtractOptions parse(String json) throws JsonProcessingException {
        return ExtractOptions.parse((ObjectNode) new ObjectMapper().readTree(json.replace('\'', '"')));
    }

    @Test
    void nothing_asked_for_is_the_default() throws Exception {
        assertThat(parse("{}")).isEqualTo(ExtractOptions.DEFAULT);
    }

    @Test
    void every_option_is_read() throws Exception {
        ExtractOptions options = parse("{'pages':'1-2,5','chunking':{'types':['header','page'],'size':500},'html':true,"
                + "'xml':true,'words':true,'footnotes':true,'hidden':{'rows':true},'figures':{'images':true}}");

        assertThat(options.chunking())
                .isEqualTo(new ExtractOptions.Chunking(List.of(ChunkType.HEADER, ChunkType.PAGE), 500));
        assertThat(options.html() && options.xml() && options.words() && options.footnotes())
                .isTrue();
        assertThat(options.hidden()).isEqualTo(new ExtractOptions.Hidden(true, false, false));
        assertThat(options.figures()).isEqualTo(new ExtractOptions.Figures(true, false));
        assertThat(options.pages().includes(2)).isTrue();
        assertThat(options.pages().includes(3)).isFalse();
        assertThat(options.pages().includes(5)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            {"page":"1"};'page' is no option of extract
            {"pages":3};pages must be a text such as "1-2,5", but is 3
            {"pages":"2-1"};must list pages and ranges from 1 on
            {"pages":"0"};must list pages and ranges from 1 on
            {"pages":"1,,2"};must list pages and ranges from 1 on
            {"html":"yes"};html must be true or false, but is "yes"
            {"chunking":{}};chunking.types must be a list
            {"chunking":{"types":["words"]}};chunking.types knows semantic, header, page and recursive, but has "words"
            {"chunking":{"types":["page"],"size":99}};chunking.size must be a whole number from 100 to 10000, but is 99
            {"hidden":{"cells":true}};'hidden.cells' is no option of hidden
            {"figures":true};figures must be an object
            """)
    void what_cannot_be_meant_is_refused_with_a_sentence(String json, String sentence) {
        assertThatThrownBy(() -> parse(json)).isInstanceOfSatisfying(SluiceException.class, refused -> {
            assertThat(refused.failure().code()).isEqualTo(ErrorCode.INVALID_OPTIONS);
            assertThat(refused.failure().message()).contains(sentence);
        });
    }

    @Test
    void a_page_beyond_the_last_names_how_many_there_are() throws Exception {
        PageSelection pages = parse("{'pages':'2-9'}").pages();

        pages.check(9);
        assertThatThrownBy(() -> pages.check(4)).isInstanceOfSatisfying(SluiceException.class, refused -> {
            assertThat(refused.failure().code()).isEqualTo(ErrorCode.PAGE_OUT_OF_RANGE);
            assertThat(refused.failure().message()).contains("page 5", "4 pages");
        });
    }
}
