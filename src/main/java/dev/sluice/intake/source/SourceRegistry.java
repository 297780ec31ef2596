package dev.sluice.intake.source;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The sources that run, of every kind: what the loader of source files tells, and health and pages ask. */
public interface SourceRegistry {
    /**
     * Says what is wrong with a source before anything is changed.
     *
     * @param kind the template it is made from, such as {@code folder-source}
     * @param parameters values by the names of the template's parameters
     * @throws IllegalArgumentException with one sentence that names every mistake
     */
    void check(String kind, String sourceId, Map<String, String> parameters);

    /** From now on the source can be polled. */
    void register(String kind, String sourceId, Map<String, String> parameters);

    /** What is common to all sources of this one; empty if it is not registered. */
    Optional<SourceSettings> settings(String sourceId);

    /**
     * A dry run, see {@link SourceKind#preview}.
     *
     * @throws IllegalArgumentException if it is not registered
     */
    Preview preview(String sourceId, int names);

    /** The source is gone. */
    void unregister(String sourceId);

    /** Its file has been taken. */
    void accepted(String sourceId);

    /** Its file has been refused, for this reason; a source that ran before goes on. */
    void refused(String sourceId, String reason);

    /** Its file is gone, and with it what was wrong with it. */
    void forgotten(String sourceId);

    /** How each source is doing, by name. */
    List<SourceStatus> statuses();

    /** The reasons of the files that are refused at the moment, by source. */
    Map<String, String> refusals();
}
