package dev.sluice.bench;

import dev.sluice.testing.S3Server;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** A bucket in which others write, overwrite and delete, each change over HTTP; knows every version that ever lay there. */
final class ChangingBucket {
    static final String NAME = "bench";
    private static final String PREFIX = "in/";

    private final S3Server server;
    private final OrderedBlobStore store;
    private final int objects;
    /** Content of every version that ever lay there, by {@code <key> <version>}. */
    private final Map<String, String> written = new ConcurrentHashMap<>();
    /** The version that lies under each key now. */
    private final Map<String, String> present = new ConcurrentHashMap<>();

    private final AtomicInteger added = new AtomicInteger();
    private final AtomicInteger overwritten = new AtomicInteger();
    private final AtomicInteger deleted = new AtomicInteger();
    private volatile boolean over;

    ChangingBucket(S3Server server, OrderedBlobStore store, int objects) {
        this.server = server;
        this.store = store;
        this.objects = objects;
    }

    /** Puts the first objects there, while nobody looks. */
    void fill() {
        server.bucket(NAME);
        for (int i = 0; i < objects; i++) {
            String content = "Object %d of many. Its total is %d.50 EUR.\n".formatted(i, i);
            store.put(key(i), content.getBytes(StandardCharsets.UTF_8));
            remember(key(i), content);
        }
    }

    /**
     * Changes something again and again until {@link #end}: adds before, at and behind the place where a listing is.
     *
     * @param writer of several, each of which has keys of its own
     */
    void change(int writer, int writers, int perSecond, long seed) {
        Random random = new Random(seed * 31 + writer);
        for (int i = 0; !over; i++) {
            String key = key(random.nextInt(objects / writers) * writers + writer);
            String mark = "%d-%d".formatted(writer, i);
            switch (random.nextInt(3)) {
                case 0 -> {
                    put(key, "Written again as %s.\n".formatted(mark));
                    overwritten.incrementAndGet();
                }
                case 1 -> {
                    put(PREFIX + "%02d/new-%s.txt".formatted(random.nextInt(37), mark), "New as %s.\n".formatted(mark));
                    added.incrementAndGet();
                }
                default -> {
                    server.client().deleteObject(object -> object.bucket(NAME).key(key));
                    if (present.remove(key) != null) {
                        deleted.incrementAndGet();
                    }
                }
            }
            LockSupport.parkNanos(1_000_000_000L / perSecond);
        }
    }

    /** The writers stop. */
    void end() {
        over = true;
    }

    private void put(String key, String content) {
        server.put(NAME, key, content);
        remember(key, content);
    }

    private void remember(String key, String content) {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        String version = "\"" + OrderedBlobStore.etagOf(bytes) + "\" " + bytes.length;
        written.put(key + " " + version, content);
        present.put(key, version);
    }

    private static String key(int number) {
        return PREFIX + "%02d/%07d.txt".formatted(number % 37, number);
    }

    Map<String, String> written() {
        return written;
    }

    /** Whether that version lies there now. */
    boolean isPresent(String keyAndVersion) {
        int space = keyAndVersion.indexOf(' ');
        return keyAndVersion.substring(space + 1).equals(present.get(keyAndVersion.substring(0, space)));
    }

    /** Every version that lies there now, as {@code <key> <version>}. */
    Set<String> present() {
        Set<String> all = ConcurrentHashMap.newKeySet();
        present.forEach((key, version) -> all.add(key + " " + version));
        return all;
    }

    @Override
    public String toString() {
        return "%,d objects, then %,d added, %,d overwritten, %,d deleted: %,d versions, of which %,d lie there"
                .formatted(objects, added.get(), overwritten.get(), deleted.get(), written.size(), present.size());
    }
}
