package dev.sluice.intake.record;

import dev.sluice.batch.ErrorCode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Lists the documents of watched sources with what has become of them. */
public class SourceRecords {
    /** How many documents or batches are looked at in one go, and how often, for one page of a rare state. */
    private static final int STRETCH = 500;

    private static final int STRETCHES = 20;

    private final RecordTable table;
    private final RecordCountTable counts;

    SourceRecords(RecordTable table, RecordCountTable counts) {
        this.table = table;
        this.counts = counts;
    }

    /**
     * A stretch of a list.
     *
     * @param next where the next page begins; null: this was the last
     */
    public record Page(List<SourceRecord> records, @Nullable UUID next) {}

    /**
     * A page of a source's documents: by name if a name is asked for, else newest first. It may be short although there is
     * another: then what is asked for is rare.
     *
     * @param cursor {@link Page#next} of the page before, asked with the same filter; null: the first page
     */
    public Page page(String tenantId, String sourceId, RecordFilter filter, @Nullable UUID cursor, int limit) {
        RecordState state = filter.state() == null && filter.code() != null ? RecordState.FAILED : filter.state();
        RecordFilter full = new RecordFilter(state, filter.code(), filter.name());
        return filter.name() != null || state == null || state == RecordState.DEAD
                ? byRecord(tenantId, sourceId, full, cursor, limit)
                : byJob(tenantId, sourceId, full, state, cursor, limit);
    }

    private Page byRecord(String tenantId, String sourceId, RecordFilter filter, @Nullable UUID cursor, int limit) {
        List<SourceRecord> page = new ArrayList<>();
        UUID at = cursor;
        for (int stretch = 0; stretch < STRETCHES; stretch++) {
            int size = filter.state() == null ? limit + 1 : STRETCH;
            List<UUID> ids = ids(tenantId, sourceId, filter, at, size);
            for (SourceRecord record : table.records(tenantId, sourceId, ids)) {
                if (filter.takes(record)) {
                    if (page.size() == limit) {
                        return new Page(page, page.get(limit - 1).id());
                    }
                    page.add(record);
                }
            }
            if (ids.size() < size) {
                return new Page(page, null);
            }
            at = ids.get(ids.size() - 1);
        }
        return new Page(page, at);
    }

    private List<UUID> ids(String tenantId, String sourceId, RecordFilter filter, @Nullable UUID at, int size) {
        if (filter.name() != null) {
            return table.named(tenantId, sourceId, filter.name(), at, size);
        }
        return filter.state() == RecordState.DEAD
                ? table.dead(tenantId, sourceId, at, size)
                : table.newest(tenantId, sourceId, at, size);
    }

    private Page byJob(
            String tenantId,
            String sourceId,
            RecordFilter filter,
            RecordState state,
            @Nullable UUID cursor,
            int limit) {
        List<SourceRecord> page = new ArrayList<>();
        RecordTable.Place from = cursor == null ? null : table.placeOf(tenantId, cursor);
        UUID batch = from == null ? null : from.batchId();
        Integer seq = from == null ? null : Integer.valueOf(from.seq());
        for (int stretch = 0; stretch < STRETCHES; stretch++) {
            List<UUID> batches = table.batches(tenantId, sourceId, state, filter.code(), batch, STRETCH);
            UUID last = null;
            for (UUID next : batches) {
                Integer before = next.equals(batch) ? seq : null;
                boolean more = true;
                while (more) {
                    List<RecordTable.Found> found = table.inBatch(next, state, filter.code(), before, limit + 1);
                    more = found.size() > limit;
                    for (SourceRecord record : decided(tenantId, sourceId, found)) {
                        if (filter.takes(record)) {
                            if (page.size() == limit) {
                                return new Page(page, page.get(limit - 1).job().id());
                            }
                            page.add(record);
                        }
                    }
                    if (more) {
                        RecordTable.Place place = table.placeOf(
                                tenantId, found.get(found.size() - 1).jobId());
                        before = place == null ? Integer.valueOf(0) : Integer.valueOf(place.seq());
                    }
                }
                last = next;
            }
            if (batches.size() < STRETCH || last == null) {
                return new Page(page, null);
            }
            batch = last;
            seq = 0;
        }
        return new Page(page, null);
    }

    /** Without documents that another job decides: one that was made for another operation since. */
    private List<SourceRecord> decided(String tenantId, String sourceId, List<RecordTable.Found> found) {
        List<UUID> jobs = found.stream().map(RecordTable.Found::jobId).toList();
        return table
                .records(
                        tenantId,
                        sourceId,
                        found.stream().map(RecordTable.Found::recordId).toList())
                .stream()
                .filter(record -> jobs.contains(record.job().id()))
                .toList();
    }

    /** The document, if the source has it. */
    public Optional<SourceRecord> find(String tenantId, String sourceId, UUID id) {
        return table.records(tenantId, sourceId, List.of(id)).stream().findFirst();
    }

    /** Those of these ids that the source has, in their order. */
    List<SourceRecord> find(String tenantId, String sourceId, List<UUID> ids) {
        return table.records(tenantId, sourceId, ids);
    }

    /** How many documents of each source are in which state. */
    public Map<String, RecordCounts> counts(String tenantId, Collection<String> sourceIds) {
        return counts.counts(tenantId, sourceIds);
    }

    /** How many failed and how many of those were put aside, by source; the other counts are 0. */
    public Map<String, RecordCounts> failures(String tenantId) {
        return counts.failures(tenantId);
    }

    /** How many of them there are; empty if only counting them one by one would tell. */
    public Optional<Long> total(String tenantId, String sourceId, RecordFilter filter) {
        ErrorCode code = filter.code();
        if (code != null || filter.name() != null) {
            return Optional.empty();
        }
        RecordCounts known =
                counts(tenantId, List.of(sourceId)).getOrDefault(sourceId, new RecordCounts(0, 0, 0, 0, 0, 0));
        RecordState state = filter.state();
        return Optional.of(state == null ? known.total() : known.of(state));
    }
}
