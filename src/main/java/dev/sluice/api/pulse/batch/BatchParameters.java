package dev.sluice.api.pulse.batch;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.api.pulse.error.PulseError;
import dev.sluice.api.pulse.request.Options;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a client says of every batch, whatever its operation: where results go, of which at least one is given, and how
 * many documents are worked on at a time.
 */
public record BatchParameters(
        @Nullable String s3Prefix, @Nullable String localPath, int workers) {
    private static final int DEFAULT_WORKERS = 4;
    private static final int MOST_WORKERS = 10;

    /**
     * Takes {@code output} and {@code workers}.
     *
     * @param warnings gets what is unknown in them
     * @throws dev.sluice.http.ApiException {@code REQ_003} or {@code REQ_004}
     */
    public static BatchParameters take(Options body, List<String> warnings) {
        Options output = body.object("output");
        String s3Prefix = output.text("s3_prefix");
        String localPath = output.text("local_path");
        if (s3Prefix == null && localPath == null) {
            throw PulseError.REQ_004.because("output is missing: give output.s3_prefix, output.local_path or both.");
        }
        output.unknown(warnings);
        return new BatchParameters(s3Prefix, localPath, workers(body.take("workers")));
    }

    private static int workers(JsonNode value) {
        if (value.isNull()) {
            return DEFAULT_WORKERS;
        }
        if (!value.isIntegralNumber()
                || !value.canConvertToInt()
                || value.intValue() < 1
                || value.intValue() > MOST_WORKERS) {
            throw PulseError.REQ_003.because("workers must be a whole number from 1 to " + MOST_WORKERS + ".");
        }
        return value.intValue();
    }
}
