package dev.sluice.engine.remote;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/** The threads on which a remote engine is waited for: as many as it takes requests at a time. */
public final class EngineThreads {
    private EngineThreads() {}

    /** A pool for one engine. */
    public static ExecutorService of(String engine, int maxConcurrent) {
        if (maxConcurrent < 1) {
            throw new IllegalArgumentException("sluice.engine.%s.max-concurrent must be 1 or more.".formatted(engine));
        }
        CustomizableThreadFactory threads = new CustomizableThreadFactory(engine + "-");
        threads.setDaemon(true);
        return Executors.newFixedThreadPool(maxConcurrent, threads);
    }
}
