package dev.sluice.engine.parser.child;

import dev.sluice.engine.parser.Frames;
import dev.sluice.engine.parser.ParseReply;
import dev.sluice.engine.parser.ParserOrder;
import java.io.BufferedInputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * The main program of a parser process: reads tasks from standard input, answers each on standard output. It ends at
 * once when standard input closes, even in the middle of a document: that is how it notices that the hub is gone.
 */
public final class ParserChild {
    private ParserChild() {}

    public static void main(String[] args) throws Exception {
        InputStream tasks = new BufferedInputStream(new FileInputStream(FileDescriptor.in));
        OutputStream replies = new FileOutputStream(FileDescriptor.out);
        // A library that prints must not write between our replies.
        System.setOut(System.err);
        System.setIn(InputStream.nullInputStream());
        NoNetwork.install();

        BlockingQueue<ParserOrder> queue = new LinkedBlockingQueue<>();
        Thread reader = new Thread(() -> readTasks(tasks, queue), "tasks");
        reader.setDaemon(true);
        reader.start();

        TaskRunner runner = new TaskRunner();
        Frames.write(replies, ParseReply.READY);
        while (true) {
            Frames.write(replies, runner.run(queue.take()));
        }
    }

    private static void readTasks(InputStream tasks, BlockingQueue<ParserOrder> queue) {
        try {
            while (true) {
                queue.add(Frames.read(tasks, ParserOrder.class));
            }
        } catch (IOException e) {
            ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
            // Not exit: a shutdown hook of some library could keep us here.
            Runtime.getRuntime().halt(0);
        }
    }
}
