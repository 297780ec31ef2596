package dev.sluice.api.manifest;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.artifact.ArtifactStore;
import dev.sluice.artifact.OutputDestinations;
import dev.sluice.batch.Batch;
import dev.sluice.batch.BatchReader;
import dev.sluice.batch.SluiceException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Writes the manifests of batches that have ended: the bean of {@code write-manifests}. No job waits for one, and an
 * output that does not answer keeps only a few threads of its own.
 */
@Component
public class ManifestWriter implements DisposableBean {
    private static final Logger log = LoggerFactory.getLogger(ManifestWriter.class);

    private final ManifestTable table;
    private final ManifestFile file;
    private final BatchReader reader;
    private final OutputDestinations destinations;
    private final ArtifactStore artifacts;
    private final ObjectMapper mapper;
    private final ManifestSettings settings = ManifestSettings.USUAL;
    private final AtomicInteger writing = new AtomicInteger();
    private final ThreadPoolExecutor threads;

    ManifestWriter(
            ManifestTable table,
            ManifestFile file,
            BatchReader reader,
            OutputDestinations destinations,
            ArtifactStore artifacts,
            ObjectMapper mapper) {
        this.table = table;
        this.file = file;
        this.reader = reader;
        this.destinations = destinations;
        this.artifacts = artifacts;
        this.mapper = mapper;
        CustomizableThreadFactory factory = new CustomizableThreadFactory("manifest-");
        factory.setDaemon(true);
        threads =
                new ThreadPoolExecutor(0, settings.atATime(), 60, TimeUnit.SECONDS, new SynchronousQueue<>(), factory);
    }

    /** Begins with those that are due, as far as there are threads, and returns at once. */
    public void writeDue() {
        int free = settings.atATime() - writing.get();
        if (free <= 0) {
            return;
        }
        List<ManifestTable.Due> claimed = table.claim(free, settings.lease());
        for (ManifestTable.Due due : claimed) {
            writing.incrementAndGet();
            try {
                threads.execute(() -> run(due));
            } catch (RejectedExecutionException e) {
                writing.decrementAndGet(); // the hub stops, or a thread has just ended: its lease says when it is tried
                table.release(due.batchId());
            }
        }
    }

    private void run(ManifestTable.Due due) {
        try {
            write(due);
        } catch (DataAccessException | TransactionException e) {
            log.warn("The manifest of batch {} waits for the database: {}", due.batchId(), e.getMessage());
        } catch (RuntimeException e) {
            log.error("The manifest of batch {} could not be written; it is tried again later.", due.batchId(), e);
        } finally {
            writing.decrementAndGet();
        }
    }

    private void write(ManifestTable.Due due) {
        Batch batch = reader.batch(due.tenantId(), due.batchId()).orElse(null);
        if (batch == null || !batch.status().isFinal()) {
            table.release(due.batchId()); // reopened
            return;
        }
        try {
            String output = reader.output(batch.tenantId(), batch.id()).orElse("{}");
            Optional<ManifestTarget> target = ManifestTarget.read(mapper, output);
            if (target.isEmpty() || publish(batch, target.get())) {
                table.done(batch.id(), batch.generation());
            } else {
                table.release(batch.id());
            }
        } catch (SluiceException | IOException e) {
            failed(due, batch.generation(), e);
        }
    }

    private void failed(ManifestTable.Due due, int generation, Exception why) {
        int failures = due.failures() + 1;
        if (failures >= settings.mostFailures()) {
            log.error(
                    "The manifest of batch {} is given up after {} attempts: {}",
                    due.batchId(),
                    failures,
                    why.getMessage());
            table.done(due.batchId(), generation);
            return;
        }
        Duration wait = settings.waitAfter(failures);
        log.warn(
                "The manifest of batch {} could not be written; it is tried again in {}: {}",
                due.batchId(),
                wait,
                why.getMessage());
        table.failed(due.batchId(), wait);
    }

    private boolean publish(Batch batch, ManifestTarget target) throws IOException {
        Path directory = artifacts.newDirectory();
        try {
            Path content = directory.resolve("manifest.json");
            boolean holds = file.write(batch, target, content);
            if (holds) {
                List<String> places = destinations.writeManifest(target.output(), batch.id(), content);
                log.debug("The manifest of batch {} is written: {}", batch.id(), places);
            }
            return holds;
        } finally {
            artifacts.discard(directory);
        }
    }

    @Override
    public void destroy() {
        threads.shutdownNow();
    }
}
