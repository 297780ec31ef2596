package dev.sluice.intake.source;

import dev.sluice.intake.record.RecordCounts;
import dev.sluice.intake.record.SourceRecords;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;

/**
 * Measures of each source, by the tags {@code source} and {@code kind}, taken every few seconds. They are the same on
 * every node. The bean of {@code measure-sources}.
 */
public class SourceMetrics {
    private static final RecordCounts NONE = new RecordCounts(0, 0, 0, 0, 0, 0);

    private record Measured(WatchedSource source, RecordCounts counts, Instant now) {
        double age(@Nullable Instant time) {
            return time == null
                    ? Double.NaN
                    : Math.max(0, Duration.between(time, now).toMillis() / 1_000.0);
        }
    }

    private record Measure(MultiGauge gauge, ToDoubleFunction<Measured> value) {}

    private final Sources sources;
    private final SourceRecords records;
    private final Clock clock;
    private final List<Measure> measures = new ArrayList<>();

    SourceMetrics(Sources sources, SourceRecords records, ObjectProvider<MeterRegistry> registries, Clock clock) {
        this.sources = sources;
        this.records = records;
        this.clock = clock;
        registries.ifAvailable(this::define);
    }

    private void define(MeterRegistry registry) {
        add(
                registry,
                "last.poll.age",
                "seconds",
                "Since it was last looked at.",
                m -> m.age(m.source().lastPollAt()));
        add(
                registry,
                "last.document.age",
                "seconds",
                "Since its last document was accepted.",
                m -> m.age(m.source().lastDocumentAt()));
        add(
                registry,
                "backlog",
                "documents",
                "Documents that lie there and are not accepted.",
                m -> m.source().backlog());
        add(registry, "oldest.waiting.age", "seconds", "Since when there has been a backlog; 0 without one.", m -> {
            Instant since = m.source().waitingSince();
            return since == null ? 0 : m.age(since);
        });
        add(
                registry,
                "failed",
                "documents",
                "Documents that failed and are not put aside.",
                m -> m.counts().failed());
        add(
                registry,
                "dead",
                "documents",
                "Documents that failed and are put aside.",
                m -> m.counts().dead());
        add(
                registry,
                "error",
                null,
                "1 while something keeps documents from being accepted.",
                m -> is(m.source().error() != null));
        add(
                registry,
                "silent",
                null,
                "1 while no document has come for its silence.",
                m -> is(m.source().silentSince() != null));
        add(
                registry,
                "paused",
                null,
                "1 while it is paused.",
                m -> is(m.source().pausedAt() != null));
    }

    private void add(
            MeterRegistry registry,
            String name,
            @Nullable String unit,
            String description,
            ToDoubleFunction<Measured> value) {
        MultiGauge gauge = MultiGauge.builder("sluice.source." + name)
                .baseUnit(unit)
                .description(description)
                .register(registry);
        measures.add(new Measure(gauge, value));
    }

    private static double is(boolean so) {
        return so ? 1 : 0;
    }

    /** Takes them anew; those of sources that are gone disappear. */
    public void measure() {
        if (measures.isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        List<WatchedSource> all = sources.all();
        Map<String, RecordCounts> counts = records.failures(SourceSettings.TENANT);
        List<Measured> measured = all.stream()
                .map(source -> new Measured(
                        source, counts.getOrDefault(source.settings().sourceId(), NONE), now))
                .toList();
        for (Measure measure : measures) {
            measure.gauge()
                    .register(
                            measured.stream()
                                    .<MultiGauge.Row<?>>map(one -> MultiGauge.Row.of(
                                            Tags.of(
                                                    "source",
                                                    one.source().settings().sourceId(),
                                                    "kind",
                                                    one.source().kind()),
                                            one,
                                            measure.value()::applyAsDouble))
                                    .toList(),
                            true);
        }
    }
}
