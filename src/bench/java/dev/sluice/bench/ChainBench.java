package dev.sluice.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Locale;
import java.util.UUID;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * How long a client waits until a batch of tables is accepted that works on all that a batch of extractions has
 * completed: at 20,000 and at 1,000,000 documents, one in ten of them failed, and how much memory that takes.
 */
final class ChainBench {
    private static final String KEY = "bench-key-of-no-value";
    private static final String DOCUMENTS = """
            CREATE TABLE bench_documents AS
            SELECT g AS seq, uuidv7() AS job, uuidv7() AS artifact, uuidv7() AS intake FROM generate_series(0, ? - 1) g
            """;
    private static final String BATCH = """
            INSERT INTO batch (id, tenant_id, operation, engine, workers, status, outcome, total, completed, failed,
                               last_seq, next_seq, created_at, sealed_at, finished_at)
            SELECT ?, 'default', 'extract', 'embedded', 10, 'completed', 'partial', count(*),
                   count(*) FILTER (WHERE seq % 10 <> 0), count(*) FILTER (WHERE seq % 10 = 0), count(*), count(*),
                   now(), now(), now() FROM bench_documents
            """;
    private static final String RECORDS = """
            INSERT INTO intake_record (id, tenant_id, source_id, key, version, name, size, accepted_at, latest_job_id,
                                       seen_at, original)
            SELECT intake, 'default', 'api:' || ?, seq, 'fetched', seq || '.pdf', 1, now(), job, now(), 'none'
              FROM bench_documents
            """;
    private static final String JOBS = """
            INSERT INTO job (id, tenant_id, batch_id, seq, lane, operation, engine, intake_id, state, attempt, ended_at,
                             artifact_id, error_code, error_text)
            SELECT job, 'default', ?, seq, 1, 'extract', 'embedded', intake,
                   CASE WHEN seq % 10 = 0 THEN 'failed' ELSE 'completed' END, 1, now(),
                   CASE WHEN seq % 10 <> 0 THEN artifact END,
                   CASE WHEN seq % 10 = 0 THEN 'EMPTY_FILE' END, CASE WHEN seq % 10 = 0 THEN 'It is empty.' END
              FROM bench_documents
            """;
    private static final String ARTIFACTS = """
            INSERT INTO artifact (id, tenant_id, job_id, attempt, parts, summary, created_at, confirmed)
            SELECT artifact, 'default', job, 1, '[]', '{}', now(), true FROM bench_documents WHERE seq % 10 <> 0
            """;

    private final BenchHub hub;
    private final JdbcClient jdbc;
    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();

    private ChainBench(BenchHub hub) {
        this.hub = hub;
        this.jdbc = hub.bean(JdbcClient.class);
    }

    /**
     * Runs it.
     *
     * @param args {@code documents=1000000}
     */
    public static void main(String[] args) throws Exception {
        int documents = new BenchArguments(args).number("documents", 1_000_000);
        try (BenchHub hub = BenchHub.start(Path.of("routes"), "--sluice.api-key=" + KEY, "--sluice.ocr.command=")) {
            Figure.printMachine(hub.home());
            ChainBench bench = new ChainBench(hub);
            double small = 0;
            for (int round = 0; round < 3; round++) {
                small = bench.micros(20_000);
            }
            double large = bench.micros(documents);
            Figure.print(
                    String.format(Locale.ROOT, "a chained batch accepted, per document, at %,d", documents),
                    String.format(Locale.ROOT, "%.1f µs", large),
                    "1.1 of 20,000",
                    String.format(Locale.ROOT, "%.1f µs at 20,000", small));
            Figure.print(
                    "the client's wait for its 202",
                    String.format(Locale.ROOT, "%.1f s", large * documents / 1e6),
                    "60 s",
                    "-");
            Figure.print(
                    "most heap since the start",
                    String.format(Locale.ROOT, "%,d MB", peak() >> 20),
                    "512 MB (-Xmx)",
                    "-");
        }
    }

    /** For each document. */
    private double micros(int documents) throws Exception {
        UUID batch = UUID.randomUUID();
        jdbc.sql("DROP TABLE IF EXISTS bench_documents").update();
        jdbc.sql(DOCUMENTS).param(documents).update();
        jdbc.sql(BATCH).param(batch).update();
        jdbc.sql(RECORDS).param(batch.toString()).update();
        jdbc.sql(JOBS).param(batch).update();
        jdbc.sql(ARTIFACTS).update();
        jdbc.sql("ANALYZE job, artifact, intake_record, batch").update();
        long start = System.nanoTime();
        JsonNode answer = send("POST", "/batch/tables", "{\"batch_extract_id\":\"%s\",\"output\":{\"local_path\":\"x\"}}".formatted(batch));
        double micros = (System.nanoTime() - start) / 1e3 / documents;
        if (answer.path("total_extractions").asInt() != documents - documents / 10) {
            throw new IllegalStateException(answer.toString());
        }
        send("DELETE", "/job/" + answer.path("batch_job_id").asText(), "");
        return micros;
    }

    private JsonNode send(String method, String path, String body) throws Exception {
        int port = ((ServletWebServerApplicationContext) hub.context()).getWebServer().getPort();
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("x-api-key", KEY)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        return json.readTree(
                http.send(request, HttpResponse.BodyHandlers.ofString()).body());
    }

    private static long peak() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getPeakUsage)
                .mapToLong(usage -> usage.getUsed())
                .sum();
    }
}
