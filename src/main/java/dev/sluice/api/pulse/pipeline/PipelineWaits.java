package dev.sluice.api.pulse.pipeline;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import org.springframework.stereotype.Component;

/** Who waits for which pipeline, without a thread each; and the threads that move pipelines on when a job ends. */
@Component
class PipelineWaits implements DisposableBean {
    private static final Logger log = LoggerFactory.getLogger(PipelineWaits.class);

    private record Wait(String tenantId, UUID id, Instant until, CompletableFuture<PipelineRun> end) {}

    private final Set<Wait> waits = ConcurrentHashMap.newKeySet();
    private final Clock clock;
    private final Duration longest;
    private final ThreadPoolExecutor threads;

    PipelineWaits(Clock clock, @Value("${sluice.pulse.sync-timeout:280s}") Duration longest) {
        this.clock = clock;
        this.longest = longest;
        CustomizableThreadFactory factory = new CustomizableThreadFactory("pipeline-");
        factory.setDaemon(true);
        threads = new ThreadPoolExecutor(2, 2, 60, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), factory);
        threads.allowCoreThreadTimeOut(true);
    }

    /** The pipeline when it is final, or as it is when the longest time is over. */
    CompletableFuture<PipelineRun> end(String tenantId, UUID id) {
        Wait wait = new Wait(tenantId, id, clock.instant().plus(longest), new CompletableFuture<>());
        waits.add(wait);
        return wait.end;
    }

    /** Looks whether those that somebody waits for have ended, perhaps on another node. */
    void look(BiFunction<String, UUID, Optional<PipelineRun>> find) {
        for (Wait wait : waits) {
            boolean over = !clock.instant().isBefore(wait.until);
            find.apply(wait.tenantId, wait.id)
                    .filter(run -> run.isFinal() || over)
                    .ifPresent(run -> tell(wait, run));
        }
    }

    /** It may have ended. */
    void moved(PipelineRun run) {
        if (run.isFinal()) {
            waits.stream().filter(wait -> wait.id.equals(run.id())).forEach(wait -> tell(wait, run));
        }
    }

    private void tell(Wait wait, PipelineRun run) {
        if (waits.remove(wait)) {
            execute(() -> wait.end.complete(run));
        }
    }

    void execute(Runnable step) {
        try {
            threads.execute(step);
        } catch (RejectedExecutionException e) {
            log.debug("The hub stops; pipelines go on with the next start.");
        }
    }

    @Override
    public void destroy() {
        threads.shutdownNow();
    }
}
