package dev.sluice.api.jobs;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.UUID;

/** A document that an earlier stage did not complete, as it stands in the lists {@code skipped}. */
public final class SkippedJson {
    private SkippedJson() {}

    /** Writes it as one object. */
    public static void write(LeftOut.Item item, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("job_id", item.jobId().toString());
        json.writeStringField("file", item.file());
        json.writeStringField("stage", item.stage().word());
        json.writeStringField("error", item.error());
        json.writeStringField("code", item.code());
        UUID source = item.sourceId();
        if (source != null) {
            json.writeStringField("source_id", source.toString());
        }
        json.writeEndObject();
    }
}
