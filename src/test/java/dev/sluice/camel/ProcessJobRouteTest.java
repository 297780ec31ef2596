package dev.sluice.camel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.artifact.OpenedArchive;
import dev.sluice.artifact.SourceDocument;
import dev.sluice.batch.ClaimedJob;
import dev.sluice.batch.ErrorCode;
import dev.sluice.batch.Failure;
import dev.sluice.batch.JobStep;
import dev.sluice.batch.Lane;
import dev.sluice.batch.Operation;
import dev.sluice.batch.Outcome;
import dev.sluice.batch.SluiceException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.processor.aggregate.GroupedBodyAggregationStrategy;
import org.apache.camel.spi.Resource;
import org.apache.camel.spring.boot.CamelContextConfiguration;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.apache.camel.test.spring.junit5.CamelSpringBootTest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.flyway.FlywayAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The real route files from a claimed job to its recorded outcome; the beans are fakes. */
@CamelSpringBootTest
@SpringBootTest(
        classes = ProcessJobRouteTest.Beans.class,
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = {
            "spring.config.location=optional:classpath:/none/",
            "camel.main.routes-collector-enabled=false",
            "sluice.node.threads=2",
            "sluice.engine.embedded.max-concurrent=2"
        })
class ProcessJobRouteTest {
    private static final UUID DAMAGED = UUID.randomUUID();
    private static final UUID UNEXPECTED = UUID.randomUUID();
    private static final UUID ARCHIVE = UUID.randomUUID();
    private static final BlockingQueue<ClaimedJob> ACCEPTED = new LinkedBlockingQueue<>();
    private static final BlockingQueue<Outcome> RECORDED = new LinkedBlockingQueue<>();
    private static final BlockingQueue<Object> PUBLISHED = new LinkedBlockingQueue<>();

    @Autowired
    @SuppressWarnings("NullAway.Init")
    private ProducerTemplate camel;

    @Test
    void a_job_that_its_engine_completes_is_published_and_recorded() throws Exception {
        ClaimedJob job = job(UUID.randomUUID(), "embedded");

        camel.sendBody("seda:process-job", job);

        assertThat(RECORDED.poll(30, TimeUnit.SECONDS)).isEqualTo(Outcome.completed(job, null));
        assertThat(PUBLISHED.poll(30, TimeUnit.SECONDS)).isEqualTo(job);
    }

    @Test
    void an_archive_is_done_with_when_what_lay_in_it_is_accepted() throws Exception {
        ClaimedJob job = job(ARCHIVE, "embedded");

        camel.sendBody("seda:process-job", job);

        assertThat(ACCEPTED.poll(30, TimeUnit.SECONDS)).isEqualTo(job);
        assertThat(RECORDED.poll(30, TimeUnit.SECONDS)).isEqualTo(Outcome.completed(job, null));
        assertThat(PUBLISHED.poll(30, TimeUnit.SECONDS)).isEqualTo(job);
    }

    @Test
    void a_document_that_fails_is_an_outcome_with_its_reason() throws Exception {
        camel.sendBody("seda:process-job", job(DAMAGED, "embedded"));

        assertThat(failure()).isEqualTo(new Failure(ErrorCode.CORRUPT_DOCUMENT, "It is damaged."));
    }

    @Test
    void what_nobody_expected_is_an_outcome_too() throws Exception {
        camel.sendBody("seda:process-job", job(UNEXPECTED, "embedded"));

        assertThat(failure().code()).isEqualTo(ErrorCode.INTERNAL_ERROR);
    }

    @Test
    void an_engine_that_is_not_there_is_an_outcome_too() throws Exception {
        camel.sendBody("seda:process-job", job(UUID.randomUUID(), "elsewhere"));

        assertThat(failure().code()).isEqualTo(ErrorCode.ENGINE_NOT_CONFIGURED);
    }

    private static Failure failure() throws InterruptedException {
        Outcome outcome = Objects.requireNonNull(RECORDED.poll(30, TimeUnit.SECONDS), "no outcome came");
        return Objects.requireNonNull(outcome.failure(), "it is no failure");
    }

    private static ClaimedJob job(UUID id, String engine) {
        return new ClaimedJob(id, UUID.randomUUID(), "default", null, Operation.EXTRACT, engine, Lane.BATCH, 1, 0);
    }

    /** The beans that the routes name, by their names. */
    @Configuration
    @EnableAutoConfiguration(exclude = {DataSourceAutoConfiguration.class, FlywayAutoConfiguration.class})
    static class Beans {
        @Bean
        CamelContextConfiguration routes() {
            return new CamelContextConfiguration() {
                @Override
                public void beforeApplicationStart(CamelContext context) {
                    List<Resource> files = new ArrayList<>();
                    try {
                        for (String name : List.of(
                                "process-job", "job-errors", "record-outcomes", "open-archive", "engines/extract")) {
                            Path file = Path.of("routes", name + ".camel.yaml");
                            files.add(ResourceHelper.fromBytes(file.toString(), Files.readAllBytes(file)));
                        }
                        PluginHelper.getRoutesLoader(context).loadRoutes(files);
                    } catch (Exception e) {
                        throw RuntimeCamelException.wrapRuntimeCamelException(e);
                    }
                }

                @Override
                public void afterApplicationStart(CamelContext context) {}
            };
        }

        @Bean
        Content documentContent() {
            return new Content();
        }

        @Bean
        Extract embeddedExtract() {
            return new Extract();
        }

        @Bean
        Publisher pulseOutputs() {
            return new Publisher();
        }

        @Bean
        Publisher resultPublisher() {
            return new Publisher();
        }

        @Bean
        Opener archiveOpener() {
            return new Opener();
        }

        @Bean
        Children childDocuments() {
            return new Children();
        }

        @Bean
        Outcomes jobOutcomes() {
            return new Outcomes();
        }

        @Bean
        Recorder outcomeRecorder() {
            return new Recorder();
        }

        @Bean
        GroupedBodyAggregationStrategy outcomeGroup() {
            return new GroupedBodyAggregationStrategy();
        }

        @Bean(destroyMethod = "shutdown")
        ExecutorService outcomeRecorders() {
            return Executors.newFixedThreadPool(2);
        }
    }

    public static class Content {
        public SourceDocument resolve(ClaimedJob job) {
            return new SourceDocument(
                    job,
                    job.jobId(),
                    "a.pdf",
                    "a.pdf",
                    "inbox",
                    1,
                    "0",
                    Path.of("a.pdf"),
                    null,
                    job.jobId().equals(ARCHIVE) ? "zip" : null,
                    0,
                    false);
        }
    }

    public static class Opener {
        public OpenedArchive open(SourceDocument archive) {
            return new OpenedArchive(archive, "application/zip", true, Path.of("unpacked"), List.of());
        }

        public ClaimedJob store(OpenedArchive archive) {
            return archive.job();
        }
    }

    public static class Children {
        public OpenedArchive accept(OpenedArchive archive) {
            ACCEPTED.add(archive.job());
            return archive;
        }
    }

    public static class Extract {
        public ClaimedJob extract(SourceDocument document) {
            ClaimedJob job = document.job();
            if (job.jobId().equals(DAMAGED)) {
                throw new SluiceException(ErrorCode.CORRUPT_DOCUMENT, "It is damaged.");
            }
            if (job.jobId().equals(UNEXPECTED)) {
                throw new IllegalStateException("nobody expected this");
            }
            return job;
        }
    }

    public static class Publisher {
        public void publish(ClaimedJob job) {
            PUBLISHED.add(job);
        }
    }

    public static class Outcomes {
        public Outcome completed(JobStep last) {
            return Outcome.completed(last.job(), null);
        }

        public Outcome failed(JobStep last, @Nullable Throwable error) {
            return Outcome.failed(
                    last.job(),
                    error instanceof SluiceException known
                            ? known.failure()
                            : new Failure(ErrorCode.INTERNAL_ERROR, String.valueOf(error)));
        }

        public void noEngine(JobStep last) {
            throw new SluiceException(
                    ErrorCode.ENGINE_NOT_CONFIGURED,
                    "There is no engine for " + last.job().engine());
        }
    }

    public static class Recorder {
        public void record(List<Outcome> group) {
            RECORDED.addAll(group);
        }
    }
}
