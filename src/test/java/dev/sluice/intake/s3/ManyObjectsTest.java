package dev.sluice.intake.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testing.S3Server;
import dev.sluice.testing.TestDatabase;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A prefix with many objects, while others write there and the program dies at every other page. */
class ManyObjectsTest {
    private static final int OBJECTS = 20_000;

    @RegisterExtension
    static final S3Server server = new S3Server();

    @RegisterExtension
    static final TestDatabase database = new TestDatabase();

    @TempDir
    Path home;

    private final String bucket = server.bucket("many");

    @Test
    void twenty_thousand_objects_are_found_once_each_over_many_lives() {
        IntStream.range(0, OBJECTS).parallel().forEach(i -> server.put(bucket, key(i), "object " + i));
        for (int lives = 0; lives < 5; lives++) {
            try (WatchedBucket life = life()) {
                Iterator<FoundObjects> pages = life.pages();
                for (int page = 0; page < 3 && pages.hasNext(); page++) {
                    life.accept(pages.next());
                    int changed = lives * 4_000 + page;
                    server.put(bucket, key(changed), "overwritten " + changed);
                    server.client().deleteObject(object -> object.bucket(bucket).key(key(changed + 100)));
                    server.put(bucket, "in/new-%d.txt".formatted(changed), "new " + changed);
                }
                if (pages.hasNext()) {
                    pages.next(); // listed, and lost with this life
                }
            }
        }
        try (WatchedBucket life = life()) {
            life.poll();
            life.poll();
            assertThat(life.poll()).isZero();
            int present = OBJECTS - 15 + 15;
            assertThat(life.hub.count("intake_record")).isBetween(present, present + 30);
            assertThat(life.hub.count("job")).isEqualTo(life.hub.count("intake_record"));
            assertThat(life.hub.count("intake_record WHERE key LIKE '%/in/new-%'"))
                    .isEqualTo(15);
            assertThat(life.hub
                            .jdbc
                            .sql("SELECT count(DISTINCT (key, version)) FROM intake_record")
                            .query(Integer.class)
                            .single())
                    .isEqualTo(life.hub.count("intake_record"));
        }
    }

    private static String key(int number) {
        return "in/%05d.txt".formatted(number);
    }

    private WatchedBucket life() {
        return new WatchedBucket(database, server, home, Map.of()).watch(bucket);
    }
}
