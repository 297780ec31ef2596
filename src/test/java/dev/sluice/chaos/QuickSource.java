package dev.sluice.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The source {@code inbox} with times for tests, as an operator would write it beside the program. */
public final class QuickSource {
    private QuickSource() {}

    /** Writes {@code routes/sources/inbox.camel.yaml} below the program's working directory. */
    public static void write(Path workingDirectory) throws IOException {
        Path sources = Files.createDirectories(workingDirectory.resolve("routes/sources"));
        Files.writeString(sources.resolve("inbox.camel.yaml"), """
                - templatedRoute:
                    routeId: source-inbox
                    routeTemplateRef: folder-source
                    parameters:
                      - name: directory
                        value: "{{sluice.home}}/inbox"
                      - name: pollInterval
                        value: 200ms
                      - name: quietTime
                        value: 500ms
                      - name: minimumAge
                        value: 100ms
                      - name: batchQuietTime
                        value: 2s
                """);
    }
}
