package dev.sluice.api.pulse.result;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sluice.artifact.Artifact;
import dev.sluice.batch.Operation;
import java.io.IOException;
import java.io.OutputStream;

/** How the results of one operation are said in this dialect; a bean of this type is asked for each of them. */
public interface ResultShape {
    /** Whose results. */
    Operation operation();

    /**
     * Writes a result as one object, the same that the synchronous call answers.
     *
     * @param target what was kept with its batch or run
     * @param origin what links begin with
     * @param out where {@code json} writes to
     */
    void write(Artifact artifact, BatchTarget target, String origin, JsonGenerator json, OutputStream out)
            throws IOException;
}
