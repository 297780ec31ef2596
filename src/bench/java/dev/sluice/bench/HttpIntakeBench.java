package dev.sluice.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.batch.SluiceException;
import dev.sluice.engine.DocumentParser;
import dev.sluice.engine.ExtractRequest;
import dev.sluice.engine.ParserSettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Documents per second through {@code POST /batch/extract}, from the first byte of the upload to the batch's end, over
 * those of the same parser pool in a bare loop; then how long reading takes when there are 1,000,000 jobs. Reading of
 * images is off: it would measure tesseract.
 */
public final class HttpIntakeBench {
    private static final String KEY = "a-key-for-the-benchmark";
    private static final int ROUNDS = 5;
    private static final int WARM_UP = 5;
    private static final int COPIES = 30;
    private static final int JOBS = 1_000_000;
    private static final int REQUESTS = 300;

    private final BenchHub hub;
    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();
    private final List<Path> documents;
    private long uploads;

    private HttpIntakeBench(BenchHub hub, List<Path> documents) {
        this.hub = hub;
        this.documents = documents;
    }

    public static void main(String[] args) throws Exception {
        Path source = Path.of(args.length > 0 ? args[0] : "src/test/resources/documents");
        List<Path> documents;
        try (var files = Files.walk(source)) {
            documents = files.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        }
        try (BenchHub hub = BenchHub.start(Path.of("routes"), "--sluice.api-key=" + KEY, "--sluice.ocr.command=")) {
            Figure.printMachine(hub.home());
            HttpIntakeBench bench = new HttpIntakeBench(hub, documents);
            bench.throughput();
            bench.reading();
        }
    }

    private void throughput() throws Exception {
        double[] ratios = new double[ROUNDS];
        double[] rates = new double[ROUNDS];
        bare();
        for (int round = 0; round < WARM_UP; round++) {
            throughHttp(); // measured: in its first minute the hub's compiler takes more of the processor than its work
        }
        uploads = 0;
        for (int round = 0; round < ROUNDS; round++) {
            double bare = bare();
            rates[round] = throughHttp();
            ratios[round] = rates[round] / bare;
        }
        Figure.print(
                "documents through POST /batch/extract over a bare loop",
                String.format(Locale.ROOT, "%.3f", median(ratios)),
                ">= 0.95",
                String.format(
                        Locale.ROOT,
                        "bare loop %.1f/s; until the 202: %.2f ms a document",
                        median(rates) / median(ratios),
                        uploads / 1e6 / ROUNDS / total()));
    }

    private int total() {
        return documents.size() * COPIES;
    }

    private double bare() throws Exception {
        DocumentParser parser = hub.bean(DocumentParser.class);
        int workers = hub.bean(ParserSettings.class).processCount() + 2;
        List<Path> outputs = new ArrayList<>();
        for (int worker = 0; worker < workers; worker++) {
            outputs.add(Files.createTempDirectory(hub.home(), "bare-"));
        }
        return Workers.perSecond(workers, total(), (worker, number) -> {
            Path document = documents.get(number % documents.size());
            try {
                parser.extract(
                        new ExtractRequest(document, document.getFileName().toString(), null, outputs.get(worker)));
            } catch (SluiceException e) {
                // Locked documents are part of any folder; their failure is an answer like others.
            }
        });
    }

    private double throughHttp() throws Exception {
        byte[] body = multipart();
        long start = System.nanoTime();
        HttpRequest request = request("/batch/extract")
                .header("Content-Type", "multipart/form-data; boundary=documents")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        JsonNode answer = json.readTree(
                http.send(request, HttpResponse.BodyHandlers.ofString()).body());
        uploads += System.nanoTime() - start;
        String batch = answer.path("batch_job_id").asText();
        while (!get("/api/job-runs/" + batch).contains("\"status\":\"COMPLETED\"")) {
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
        return total() * 1e9 / (System.nanoTime() - start);
    }

    private byte[] multipart() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        text(
                body,
                "--documents\r\nContent-Disposition: form-data; name=\"output\"\r\n\r\n{\"local_path\": \"bench\"}\r\n");
        text(body, "--documents\r\nContent-Disposition: form-data; name=\"workers\"\r\n\r\n10\r\n");
        for (int i = 0; i < total(); i++) {
            Path document = documents.get(i % documents.size());
            text(
                    body,
                    "--documents\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + document.getFileName()
                            + "\"\r\n\r\n");
            body.write(Files.readAllBytes(document));
            text(body, "\r\n");
        }
        text(body, "--documents--\r\n");
        return body.toByteArray();
    }

    private static void text(OutputStream body, String text) throws IOException {
        body.write(text.getBytes(StandardCharsets.UTF_8));
    }

    private void reading() throws Exception {
        UUID batch = UUID.randomUUID();
        JdbcClient jdbc = hub.bean(JdbcClient.class);
        jdbc.sql("""
                        INSERT INTO batch (id, tenant_id, operation, engine, workers, status, outcome, total, completed,
                                           last_seq, next_seq, created_at, sealed_at, finished_at)
                        VALUES (?, 'default', 'extract', 'embedded', 4, 'completed', 'succeeded', ?, ?, ?, ?, now(), now(), now())
                        """).params(batch, JOBS, JOBS, JOBS, JOBS).update();
        jdbc.sql("""
                        INSERT INTO job (id, tenant_id, batch_id, seq, lane, operation, engine, state, attempt, ended_at)
                        SELECT gen_random_uuid(), 'default', ?, n, 1, 'extract', 'embedded', 'completed', 1, now()
                          FROM generate_series(0, ? - 1) n
                        """).params(batch, JOBS).update();
        jdbc.sql("VACUUM ANALYZE job").update();
        UUID job = jdbc.sql("SELECT id FROM job WHERE batch_id = ? AND seq = 500000")
                .param(batch)
                .query(UUID.class)
                .single();
        latency("GET of a batch's counts", "/api/job-runs/" + batch, "<= 10 ms");
        latency("GET of one job", "/api/jobs/" + job, "-");
        latency("GET of the first 100 jobs of the batch", "/api/job-runs/" + batch + "/jobs?limit=100", "-");
        latency("GET of the list of batches", "/api/job-runs", "-");
        long start = System.nanoTime();
        long length = get("/job/" + batch).length();
        Figure.print(
                "GET /job of the whole batch, for each 1,000 children",
                String.format(Locale.ROOT, "%.1f ms", (System.nanoTime() - start) / 1e6 / (JOBS / 1_000.0)),
                "-",
                String.format(Locale.ROOT, "%,d MB in all", length / 1_000_000));
    }

    private void latency(String what, String path, String limit) throws Exception {
        long[] nanos = new long[REQUESTS];
        for (int i = -REQUESTS / 3; i < REQUESTS; i++) {
            long start = System.nanoTime();
            get(path);
            if (i >= 0) {
                nanos[i] = System.nanoTime() - start;
            }
        }
        Arrays.sort(nanos);
        Figure.print(
                what + " among 1,000,000 jobs, p50 / p99",
                String.format(
                        Locale.ROOT, "%.1f / %.1f ms", nanos[REQUESTS / 2] / 1e6, nanos[REQUESTS * 99 / 100] / 1e6),
                limit,
                "none");
    }

    private String get(String path) throws Exception {
        HttpResponse<String> answer = http.send(request(path).build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(path + " answered " + answer.statusCode() + ": " + answer.body());
        }
        return answer.body();
    }

    private HttpRequest.Builder request(String path) {
        int port =
                Integer.parseInt(String.valueOf(hub.context().getEnvironment().getProperty("local.server.port")));
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("x-api-key", KEY);
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
