package dev.sluice.bench;

import dev.sluice.testing.S3Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How a program is told to watch the bucket of a bench. */
final class S3Options {
    private static final String SLOTS = "--sluice.node.slots=";

    private S3Options() {}

    static List<String> of(S3Server server, int slots, BenchArguments arguments) {
        List<String> options = new ArrayList<>(List.of(
                "--sluice.s3.endpoint=" + server.endpoint(),
                "--sluice.s3.access-key=" + S3Server.ACCESS_KEY,
                "--sluice.s3.secret-key=" + S3Server.SECRET_KEY));
        if (arguments.properties().stream().noneMatch(property -> property.startsWith(SLOTS))) {
            options.add(SLOTS + slots);
        }
        options.addAll(arguments.properties());
        return options;
    }

    /** Writes the source's file beside the program. */
    static void watch(Path directory, String pollInterval, int workers) throws IOException {
        Path sources = Files.createDirectories(directory.resolve("routes").resolve("sources"));
        Files.writeString(
                sources.resolve("bench.camel.yaml"), """
                - templatedRoute:
                    routeId: source-bench
                    routeTemplateRef: s3-source
                    parameters:
                      - {name: prefix, value: "s3://%s/in/"}
                      - {name: pollInterval, value: %s}
                      - {name: workers, value: %d}
                """.formatted(ChangingBucket.NAME, pollInterval, workers));
    }
}
