package dev.sluice.engine.parser;

import dev.sluice.engine.ParserSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** One parser process driven by one thread, without the pool: what the pool is measured against. */
public final class BareParser implements AutoCloseable {
    private final ParserProcess process;
    private final ParserSettings settings;

    public BareParser(ParserSettings settings, Path folder) throws IOException {
        this.settings = settings;
        Path shared = Files.createDirectories(folder.resolve("shared"));
        if (!Files.exists(shared.resolve("no-hosts"))) {
            Files.createFile(shared.resolve("no-hosts"));
        }
        ParserCommand command =
                new ParserCommand(ChildClassPath.find(folder), settings.heap().toBytes(), shared);
        this.process =
                ParserProcess.start(command, folder.resolve("bare-" + System.nanoTime()), settings.startTimeout());
    }

    /** Sends one task and waits for its answer. */
    public void run(ParseTask task) throws IOException, InterruptedException {
        process.send(ParserOrder.of(task));
        ParserProcess.Answer answer = process.await(settings.timeout());
        if (answer == null || answer.reply() == null) {
            throw new IOException("The process gave no answer to " + task.name());
        }
    }

    @Override
    public void close() {
        process.kill();
    }
}
