package dev.sluice.bench;

import dev.sluice.Sluice;
import dev.sluice.batch.BatchReader;
import dev.sluice.batch.BatchService;
import dev.sluice.batch.Ids;
import dev.sluice.batch.NewBatch;
import dev.sluice.batch.NewJob;
import dev.sluice.batch.Operation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

public final class QueueBench {
    private QueueBench() {}

    public static void main(String[] args) throws Exception {
        Path home = Files.createTempDirectory("sluice-bench");
        SpringApplication app = new SpringApplication(Sluice.class);
        app.addInitializers(new dev.sluice.home.EarlyStart());
        try (ConfigurableApplicationContext context = app.run(
                "--sluice.home=" + home,
                "--sluice.routes.dir=src/bench/routes",
                "--server.port=0",
                "--logging.level.root=WARN",
                "--sluice.node.slots=" + System.getProperty("slots", "512"),
                "--sluice.node.threads=" + System.getProperty("threads", "4"))) {
            for (int i = 0; i < 3; i++) {
                run(context, 20_000);
            }
            for (int i = 0; i < 3; i++) {
                run(context, 200_000);
            }
        }
    }

    private static void run(ConfigurableApplicationContext context, int jobs) {
        BatchService batches = context.getBean(BatchService.class);
        BatchReader reader = context.getBean(BatchReader.class);
        Ids ids = context.getBean(Ids.class);
        UUID warm =
                batches.open(new NewBatch("default", null, Operation.EXTRACT, "none", null, null, 256, 1, null, null));
        batches.cancel(warm);
        List<NewJob> list = new ArrayList<>(jobs);
        for (int i = 0; i < jobs; i++) {
            list.add(new NewJob(ids.next(), null));
        }
        UUID batch = batches.open(new NewBatch(
                "default", null, Operation.EXTRACT, "embedded", null, null, 256, 1, null, Duration.ofHours(1)));
        long start = System.nanoTime();
        batches.add(batch, list);
        long submitted = System.nanoTime();
        batches.seal(batch);
        while (!reader.batch("default", batch).orElseThrow().status().isFinal()) {
            LockSupport.parkNanos(5_000_000);
        }
        long end = System.nanoTime();
        System.out.printf(
                Locale.ROOT,
                "%,d jobs: %,.0f jobs/s (with submit), submit took %.2f s%n",
                jobs,
                jobs / ((end - start) / 1e9),
                (submitted - start) / 1e9);
    }
}
