package dev.sluice.bench;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * From the moment a file is in the watched folder to the moment its webhook arrives, one file after the other. What a
 * source is told to wait is shown as its limit: poll interval, quiet time, minimum age and the quiet time of the batch.
 */
public final class DropToWebhookBench {
    private static final int FILES = 30;
    private static final int WARM_UP = 5;
    private static final long WAITS_MS = 100 + 200 + 100 + 200;

    private DropToWebhookBench() {}

    public static void main(String[] args) throws Exception {
        BlockingQueue<String> webhooks = new LinkedBlockingQueue<>();
        HttpServer receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/", exchange -> {
            webhooks.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        receiver.start();
        Path routes = Files.createTempDirectory("sluice-bench-routes-");
        Files.createDirectories(routes.resolve("sources"));
        Files.writeString(routes.resolve("sources/inbox.camel.yaml"), """
                - templatedRoute:
                    routeId: source-inbox
                    routeTemplateRef: folder-source
                    parameters:
                      - {name: directory, value: "{{sluice.home}}/inbox"}
                      - {name: pollInterval, value: 100ms}
                      - {name: quietTime, value: 200ms}
                      - {name: minimumAge, value: 100ms}
                      - {name: batchQuietTime, value: 200ms}
                """);
        try (BenchHub hub = BenchHub.start(
                routes,
                "--sluice.webhook.endpoints[0].url=http://127.0.0.1:"
                        + receiver.getAddress().getPort() + "/",
                "--sluice.webhook.endpoints[0].secret=whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                "--sluice.webhook.endpoints[0].events=job.completed,job_run.completed")) {
            Figure.printMachine(hub.home());
            long[] document = new long[FILES];
            long[] batch = new long[FILES];
            for (int i = -WARM_UP; i < FILES; i++) {
                long start = drop(hub.home().resolve("inbox"), "note-" + i + ".txt");
                long one = await(webhooks, "\"job.completed\"") - start;
                long all = await(webhooks, "\"job_run.completed\"") - start;
                if (i >= 0) {
                    document[i] = one;
                    batch[i] = all;
                }
            }
            print("file dropped to webhook job.completed", document, WAITS_MS - 200);
            print("file dropped to webhook job_run.completed", batch, WAITS_MS + 1_000);
        } finally {
            receiver.stop(0);
        }
    }

    private static long drop(Path inbox, String name) throws Exception {
        Path part = Files.writeString(inbox.resolve(name + ".part"), "A note, " + name + ".");
        Files.move(part, inbox.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        return System.nanoTime();
    }

    private static long await(BlockingQueue<String> webhooks, String type) throws InterruptedException {
        while (true) {
            String body = webhooks.poll(60, TimeUnit.SECONDS);
            if (body == null) {
                throw new IllegalStateException("no webhook within a minute");
            }
            if (body.contains(type)) {
                return System.nanoTime();
            }
        }
    }

    private static void print(String what, long[] nanos, long configuredWaits) {
        Arrays.sort(nanos);
        Figure.print(
                what + ", p50 / p95",
                String.format(
                        Locale.ROOT,
                        "%.0f / %.0f ms",
                        nanos[nanos.length / 2] / 1e6,
                        nanos[(int) (nanos.length * 0.95)] / 1e6),
                "waits " + configuredWaits + " + 2 s",
                "none: the source's waits are " + configuredWaits + " ms");
    }
}
