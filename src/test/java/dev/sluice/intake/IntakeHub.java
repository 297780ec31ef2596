package dev.sluice.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.artifact.Artifact;
import dev.sluice.artifact.ArtifactStore;
import dev.sluice.artifact.Durable;
import dev.sluice.artifact.PartFile;
import dev.sluice.artifact.SourceDocument;
import dev.sluice.artifact.StoredResult;
import dev.sluice.batch.BatchReader;
import dev.sluice.batch.BatchService;
import dev.sluice.batch.BatchSweeper;
import dev.sluice.batch.ClaimedJob;
import dev.sluice.batch.EngineChoice;
import dev.sluice.batch.EngineLimits;
import dev.sluice.batch.ErrorCode;
import dev.sluice.batch.Failure;
import dev.sluice.batch.Ids;
import dev.sluice.batch.JobClaimer;
import dev.sluice.batch.Outcome;
import dev.sluice.batch.OutcomeRecorder;
import dev.sluice.batch.SluiceException;
import dev.sluice.intake.content.DocumentContent;
import dev.sluice.intake.folder.DocumentAcceptance;
import dev.sluice.intake.folder.FolderPoll;
import dev.sluice.intake.folder.FolderSources;
import dev.sluice.intake.folder.OriginalMover;
import dev.sluice.intake.folder.ResultPublisher;
import dev.sluice.intake.folder.StableFile;
import dev.sluice.testing.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.beans.factory.support.AutowireCandidateQualifier;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.autoconfigure.jdbc.JdbcConnectionDetails;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** One life of a hub that has nothing but intake, core and artifacts; the test is its routes and its engine. */
public final class IntakeHub implements AutoCloseable {
    private static final UUID NODE = UUID.fromString("019300aa-0000-7000-8000-000000000001");

    public final JdbcClient jdbc;
    public final BatchService batches;
    public final BatchReader reader;
    public final Path home;
    public final HandTurnedClock clock;
    public final FolderSources sources;
    private final AnnotationConfigApplicationContext context;

    /** Each test begins with no documents and no sources. */
    public static void empty(TestDatabase database) {
        database.empty(
                "intake_record",
                "result_file",
                "intake_manifest",
                "work",
                "job",
                "batch",
                "event",
                "artifact",
                "source",
                "feed_place",
                "feed_round",
                "s3_round",
                "object_original");
    }

    /** Begins it with the program's own beans. */
    public IntakeHub(TestDatabase database, Path home, Map<String, Object> properties) {
        this(database, home, properties, context -> {});
    }

    /**
     * Begins it.
     *
     * @param more beans in place of the program's own
     */
    public IntakeHub(
            TestDatabase database,
            Path home,
            Map<String, Object> properties,
            Consumer<GenericApplicationContext> more) {
        this.home = home;
        this.clock = new HandTurnedClock(Instant.now());
        // Without a close method: the pools outlive this hub.
        DataSource dataSource = new DelegatingDataSource(database.dataSource());
        DataSource hotDataSource = new DelegatingDataSource(database.hotDataSource());
        this.jdbc = JdbcClient.create(dataSource);
        context = new AnnotationConfigApplicationContext();
        Map<String, Object> all = new HashMap<>(Map.of(
                "sluice.home",
                home.toString(),
                "sluice.artifact.directory",
                home.resolve("artifacts").toString(),
                "sluice.node.poll",
                "10ms",
                "sluice.limits.free-space",
                "0B"));
        all.putAll(properties);
        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("test", all));
        context.registerBean("dataSource", DataSource.class, () -> dataSource);
        RootBeanDefinition hot = new RootBeanDefinition(DataSource.class, () -> hotDataSource);
        hot.setDefaultCandidate(false);
        hot.addQualifier(new AutowireCandidateQualifier(
                org.springframework.beans.factory.annotation.Qualifier.class, "hotDataSource"));
        context.registerBeanDefinition("hotDataSource", hot);
        context.registerBean(JdbcConnectionDetails.class, () -> connectionTo(database));
        context.registerBean("nodeId", UUID.class, () -> NODE);
        context.registerBean(JdbcClient.class, () -> jdbc);
        context.registerBean(ObjectMapper.class, () -> new ObjectMapper());
        context.registerBean(Clock.class, () -> clock);
        context.registerBean(EngineChoice.class, AnyEngine::new);
        context.registerBean(EngineLimits.class, () -> EngineLimits.of("embedded", 500, Duration.ofMinutes(10)));
        more.accept(context);
        context.scan("dev.sluice.batch", "dev.sluice.artifact", "dev.sluice.intake", "dev.sluice.security.egress");
        context.refresh();
        sources = context.getBean(FolderSources.class);
        batches = context.getBean(BatchService.class);
        reader = context.getBean(BatchReader.class);
        context.getBean(BatchSweeper.class).boot();
    }

    private static JdbcConnectionDetails connectionTo(TestDatabase database) {
        return new JdbcConnectionDetails() {
            @Override
            public String getJdbcUrl() {
                return database.jdbcUrl();
            }

            @Override
            public String getUsername() {
                return database.username();
            }

            @Override
            public String getPassword() {
                return database.password();
            }
        };
    }

    /** One of its beans. */
    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    @Override
    public void close() {
        context.close();
    }

    /** Registers a source "inbox" on the folder. */
    public void watch(Path folder, String... more) {
        Map<String, String> parameters = new HashMap<>();
        parameters.put("sourceId", "inbox");
        parameters.put("directory", folder.toString());
        for (int i = 0; i < more.length; i += 2) {
            parameters.put(more[i], more[i + 1]);
        }
        sources.register(parameters);
    }

    /** What the route of the source does on one tick of its timer. */
    public int pollOnce() {
        int files = 0;
        for (Iterator<List<StableFile>> groups = bean(FolderPoll.class).poll("inbox"); groups.hasNext(); ) {
            List<StableFile> group = groups.next();
            files += group.size();
            bean(DocumentAcceptance.class).accept(group);
        }
        return files;
    }

    /** Two polls, far enough from each other for a finished file to count as finished. */
    public int poll() {
        int files = pollOnce();
        clock.advance(Duration.ofSeconds(3));
        return files + pollOnce();
    }

    /** Claims and ends every job there is, by the engine, publishing results. */
    public int work(Function<SourceDocument, Outcomes> engine) {
        int jobs = 0;
        List<ClaimedJob> claimed = bean(JobClaimer.class).awaitAndClaim();
        while (!claimed.isEmpty()) {
            List<Outcome> outcomes = new ArrayList<>();
            for (ClaimedJob job : claimed) {
                outcomes.add(work(job, engine));
            }
            bean(OutcomeRecorder.class).record(outcomes);
            jobs += claimed.size();
            claimed = bean(JobClaimer.class).awaitAndClaim();
        }
        return jobs;
    }

    /** What the engine makes of a document. */
    public interface Outcomes {
        static Outcomes text(String text) {
            return (hub, job) -> {
                Artifact artifact = hub.artifact(job, text);
                hub.bean(ResultPublisher.class).publish(new StoredResult(job, artifact));
                return Outcome.completed(job, artifact.id());
            };
        }

        static Outcomes failure(ErrorCode code, String message) {
            return (hub, job) -> Outcome.failed(job, new Failure(code, message));
        }

        Outcome of(IntakeHub hub, ClaimedJob job);
    }

    /** Any document is completed. */
    public static Outcomes anyText(SourceDocument document) {
        return Outcomes.text("text of " + document.sha256());
    }

    /** Any document is damaged. */
    public static Outcomes corrupt(SourceDocument document) {
        return Outcomes.failure(ErrorCode.CORRUPT_DOCUMENT, "It is damaged.");
    }

    private Outcome work(ClaimedJob job, Function<SourceDocument, Outcomes> engine) {
        try {
            SourceDocument document = bean(DocumentContent.class).resolve(job);
            return engine.apply(document).of(this, job);
        } catch (SluiceException e) {
            return Outcome.failed(job, e.failure());
        }
    }

    /** A stored result whose text is that. */
    public Artifact artifact(ClaimedJob job, String text) {
        ArtifactStore artifacts = bean(ArtifactStore.class);
        try {
            Path directory = artifacts.newDirectory();
            List<PartFile> parts = new ArrayList<>();
            for (String name : List.of("result.md", "result.json")) {
                Files.writeString(directory.resolve(name), text);
                byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                String sha256 = HexFormat.of().formatHex(Durable.sha256().digest(bytes));
                parts.add(new PartFile(name, bytes.length, sha256));
            }
            return artifacts.store(
                    bean(Ids.class).next(),
                    job.tenantId(),
                    job.jobId(),
                    job.attempt(),
                    directory,
                    parts,
                    bean(ObjectMapper.class).createObjectNode());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Time passes, and originals are moved. */
    public void settle() {
        clock.advance(Duration.ofMinutes(2));
        bean(OriginalMover.class).settle();
    }

    /** Time passes. */
    public void advance(Duration time) {
        clock.advance(time);
    }

    /** Rows of a table, with a condition if it has one. */
    public int count(String table) {
        return jdbc.sql("SELECT count(*) FROM " + table).query(Integer.class).single();
    }

    /** What the receipt beside a file says. */
    public JsonNode receipt(Path file) {
        try {
            return bean(ObjectMapper.class)
                    .readTree(Files.readString(file.resolveSibling(file.getFileName() + ".sluice.json")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every file below a folder, as relative paths in order. */
    public static List<String> files(Path folder) {
        try (Stream<Path> paths = Files.walk(folder)) {
            return new ArrayList<>(
                    new TreeSet<>(paths.filter(path -> !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
                            .map(path -> folder.relativize(path).toString())
                            .toList()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
