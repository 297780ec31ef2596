package dev.sluice.api.pulse.answer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** JSON that Sluice itself has written: texts in it may be as long as a document. */
public final class OwnJson {
    /** Its generators leave the stream they write to open. */
    public static final JsonFactory FACTORY = JsonMapper.builder(JsonFactory.builder()
                    .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxStringLength(Integer.MAX_VALUE)
                            .build())
                    .build())
            .build()
            .getFactory();

    private OwnJson() {}
}
