package dev.sluice.engine;

import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How the parser processes run.
 *
 * @param processes how many run at once; 0 means one per core, at most four
 * @param heap the heap of each
 * @param timeout how long one document may take
 * @param maxDocuments documents after which a process is replaced by a fresh one
 * @param startTimeout how long a process may take until it is ready
 * @param directory where the processes' temporary folders and their libraries live; its content is disposable
 */
@ConfigurationProperties("sluice.parser")
public record ParserSettings(
        @DefaultValue("0") int processes,
        @DefaultValue("512MB") DataSize heap,
        @DefaultValue("2m") Duration timeout,
        @DefaultValue("1000") int maxDocuments,
        @DefaultValue("30s") Duration startTimeout,
        @DefaultValue("./data/parser") Path directory) {
    private static final int MOST_BY_DEFAULT = 4;

    /** The number of processes, with 0 resolved. */
    public int processCount() {
        return processes > 0
                ? processes
                : Math.min(MOST_BY_DEFAULT, Runtime.getRuntime().availableProcessors());
    }
}
