package dev.sluice.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.artifact.Artifact;
import dev.sluice.artifact.ArtifactStore;
import dev.sluice.batch.Batch;
import dev.sluice.batch.BatchCounts;
import dev.sluice.batch.BatchReader;
import dev.sluice.batch.Job;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Starts the hub in a temporary home, drops the sample documents into its inbox, shows what happens, and checks it: every
 * document ended as it should, the counters are those of the rows, the receipts lie where the dropper looks, and the
 * webhook arrived with a right signature.
 */
public final class Demo {
    private static final String TENANT = "default";
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int FIRST_LINE = 60;

    private final Function<String[], ConfigurableApplicationContext> start;
    private final PrintStream out;

    /**
     * A demonstration.
     *
     * @param start starts the program with these arguments
     */
    public Demo(Function<String[], ConfigurableApplicationContext> start, PrintStream out) {
        this.start = start;
        this.out = out;
    }

    /**
     * Runs it.
     *
     * @return 0 if everything is as it should be, else 1
     */
    public int run() throws IOException {
        Path home = Files.createTempDirectory("sluice-demo-");
        Path inbox = Files.createDirectories(home.resolve("inbox"));
        SampleDocuments.dropInto(inbox);
        out.printf(
                "Dropped %d documents into %s, one of them broken. Starting the hub ...%n",
                SampleDocuments.NAMES.size(), inbox);
        try (WebhookReceiver receiver = new WebhookReceiver();
                ConfigurableApplicationContext hub = start.apply(arguments(home, receiver))) {
            Batch batch = waitForBatch(hub.getBean(BatchReader.class));
            List<Row> rows = rows(hub, batch, inbox);
            print(rows, batch);
            List<String> wrong = new ArrayList<>(Checks.of(rows, batch));
            wrong.addAll(checkWebhook(receiver, batch));
            wrong.forEach(sentence -> out.println("NOT AS IT SHOULD BE: " + sentence));
            out.println(
                    wrong.isEmpty()
                            ? "All as it should be. The results, receipts and originals are in " + home
                            : "See " + home);
            return wrong.isEmpty() ? 0 : 1;
        }
    }

    private static String[] arguments(Path home, WebhookReceiver receiver) throws IOException {
        Path sources = Files.createDirectories(home.resolve("routes/sources"));
        Files.writeString(sources.resolve("inbox.camel.yaml"), """
                - templatedRoute:
                    routeId: source-inbox
                    routeTemplateRef: folder-source
                    parameters:
                      - name: directory
                        value: "{{sluice.home}}/inbox"
                      - name: batchQuietTime
                        value: 2s
                """);
        return new String[] {
            "--sluice.home=" + home,
            "--sluice.routes.dir=" + home.resolve("routes"),
            "--sluice.webhook.endpoints[0].url=" + receiver.url(),
            "--sluice.webhook.endpoints[0].secret=" + receiver.secret(),
            "--sluice.webhook.endpoints[0].events=job_run.*",
            "--server.port=0",
            "--logging.level.root=WARN",
            "--logging.level.dev.sluice=WARN"
        };
    }

    private Batch waitForBatch(BatchReader reader) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        String shown = "";
        while (true) {
            List<Batch> batches = reader.batches(TENANT, null, 1);
            if (!batches.isEmpty()) {
                Batch batch = batches.get(0);
                BatchCounts counts = batch.counts();
                String progress = "batch %s: %d of %d documents done, %d failed"
                        .formatted(batch.status().word(), counts.completed(), counts.total(), counts.failed());
                if (!progress.equals(shown)) {
                    out.println(progress);
                    shown = progress;
                }
                if (batch.status().isFinal()) {
                    return batch;
                }
            }
            if (System.nanoTime() > until) {
                throw new IllegalStateException("the batch was not final after " + PATIENCE.toMinutes() + " minutes");
            }
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
    }

    /** One line of the table. */
    record Row(String name, String status, @Nullable String code, String firstLine, boolean receipt) {}

    private static List<Row> rows(ConfigurableApplicationContext hub, Batch batch, Path inbox) throws IOException {
        BatchReader reader = hub.getBean(BatchReader.class);
        ArtifactStore artifacts = hub.getBean(ArtifactStore.class);
        ObjectMapper json = hub.getBean(ObjectMapper.class);
        Map<String, Job> jobs = new TreeMap<>();
        reader.jobsOf(TENANT, batch.id(), 0, 1_000)
                .forEach(job -> jobs.put(job.id().toString(), job));
        List<Row> rows = new ArrayList<>();
        for (String name : SampleDocuments.NAMES) {
            JsonNode receipt = receipt(inbox, name, json);
            Job job = receipt == null ? null : jobs.get(receipt.path("jobId").asText());
            if (receipt == null || job == null) {
                rows.add(new Row(name, "?", null, "", false));
                continue;
            }
            String firstLine = job.artifactId() == null
                    ? receipt.path("message").asText()
                    : artifacts
                            .find(TENANT, job.artifactId())
                            .map(Artifact::summary)
                            .map(summary -> summary.path("firstLine").asText())
                            .orElse("");
            boolean told = receipt.path("status").asText().equals(job.state().word());
            rows.add(new Row(
                    name,
                    job.state().word(),
                    job.failure() == null ? null : job.failure().code().name(),
                    firstLine,
                    told));
        }
        return rows;
    }

    /** The receipt appears a moment after the batch is final: originals move independently. */
    private static @Nullable JsonNode receipt(Path inbox, String name, ObjectMapper json) throws IOException {
        long until = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (System.nanoTime() < until) {
            for (String folder : List.of("done", "failed")) {
                Path receipt = inbox.resolve(folder).resolve(name + ".sluice.json");
                if (Files.exists(receipt) && Files.exists(inbox.resolve(folder).resolve(name))) {
                    return json.readTree(Files.readString(receipt, StandardCharsets.UTF_8));
                }
            }
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
        return null;
    }

    private void print(List<Row> rows, Batch batch) {
        out.printf("%n%-34s %-10s %-18s %s%n", "document", "status", "code", "first line");
        for (Row row : rows) {
            String line = row.firstLine().length() > FIRST_LINE
                    ? row.firstLine().substring(0, FIRST_LINE - 3) + "..."
                    : row.firstLine();
            out.printf("%-34s %-10s %-18s %s%n", row.name(), row.status(), row.code() == null ? "" : row.code(), line);
        }
        BatchCounts counts = batch.counts();
        out.printf(
                "%nbatch %s: %s, outcome %s; %d total = %d completed + %d failed + %d canceled%n",
                batch.id(),
                batch.status().word(),
                batch.outcome() == null ? "none" : batch.outcome().word(),
                counts.total(),
                counts.completed(),
                counts.failed(),
                counts.canceled());
    }

    private List<String> checkWebhook(WebhookReceiver receiver, Batch batch) {
        long until = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (System.nanoTime() < until) {
            for (WebhookReceiver.Received webhook : receiver.received()) {
                if (webhook.body().contains("\"job_run.completed\"")
                        && webhook.body().contains(batch.id().toString())) {
                    out.printf(
                            "webhook %s: job_run.completed for this batch, signature %s%n",
                            webhook.id(), webhook.verified() ? "verified" : "WRONG");
                    return webhook.verified() ? List.of() : List.of("the webhook's signature is wrong");
                }
            }
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
        return List.of("the webhook job_run.completed did not arrive");
    }
}
