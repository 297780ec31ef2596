package dev.sluice.engine.extract;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.apache.tika.io.TemporaryResources;

/** Stands for a parser that a document has driven mad; what it does stands in the document. Only
 * tests have it; COBOL is a type that Tika knows and nobody sends. */
public final class EvilExtractor implements Extractor {
    @Override
    public boolean reads(String mediaType) {
        return mediaType.equals("text/x-cobol");
    }

    @Override
    public void extract(Path document, String mediaType, DocumentSink sink) throws IOException {
        String deed = Files.readString(document).strip().substring("EVIL:".length());
        Files.writeString(Files.createTempFile("litter", ".tmp"), "left behind");
        new TemporaryResources().createTempFile();
        switch (deed) {
            case "hang" -> hang();
            case "exit" -> System.exit(7);
            case "memory" -> fillMemory();
            case "overflow" -> overflow(1);
            case "print" -> System.out.println("{\"this\":\"is no reply\"}");
            case "url" -> URI.create("http://127.0.0.1:9/").toURL().openStream().close();
            case "socket" -> new Socket("127.0.0.1", 9).close();
            case "channel" ->
                SocketChannel.open(new java.net.InetSocketAddress("127.0.0.1", 9))
                        .close();
            case "name" -> throw new IOException(tryToResolve());
            default -> throw new IOException("unknown deed " + deed);
        }
        sink.add(Block.paragraph("survived " + deed, 0, null));
    }

    private static void hang() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void fillMemory() {
        List<long[]> hoard = new ArrayList<>();
        while (hoard.size() < Integer.MAX_VALUE) {
            hoard.add(new long[1 << 20]);
        }
    }

    private static int overflow(int depth) {
        return depth < 0 ? depth : overflow(depth + 1) + overflow(depth + 2);
    }

    private static String tryToResolve() {
        try {
            return "resolved to " + java.net.InetAddress.getByName("localhost.localdomain.example.org");
        } catch (java.net.UnknownHostException e) {
            return "no name is resolved";
        }
    }
}
