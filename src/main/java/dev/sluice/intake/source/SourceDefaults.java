package dev.sluice.intake.source;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.batch.EngineChoice;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What holds where a source says nothing, and who judges what it says.
 *
 * @param home {@code sluice.home}; results lie below it
 * @param pollInterval of the kind
 */
public record SourceDefaults(Path home, Duration pollInterval, EngineChoice engines, ObjectMapper json) {
    /** The same for a kind that is looked at more or less often. */
    public SourceDefaults every(Duration interval) {
        return new SourceDefaults(home, interval, engines, json);
    }
}
