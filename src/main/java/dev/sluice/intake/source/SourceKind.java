package dev.sluice.intake.source;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One kind of source: everything that differs between a folder, an S3 prefix and a feed. */
public interface SourceKind {
    /** The template that its sources are made from, such as {@code folder-source}. */
    String template();

    /**
     * Checks parameters as {@link #register} does, and changes nothing.
     *
     * @param parameters those of the template, by name
     * @throws SourceSettingsException naming everything that is wrong
     */
    void check(Map<String, String> parameters);

    /**
     * Begins to watch, or goes on with other settings if the source is known. A place that is not there is no mistake.
     *
     * @param parameters those of the template, by name
     * @throws SourceSettingsException naming everything that is wrong; then nothing has changed
     */
    void register(Map<String, String> parameters);

    /** What is common to all sources of this one, as it was registered; empty if it is none of this kind. */
    Optional<SourceSettings> settings(String sourceId);

    /** Watches it no longer; what was accepted is worked on, and its originals wait until it is back. */
    void unregister(String sourceId);

    /**
     * What a source would do if it were looked at now: a dry run, which changes nothing. It ends within seconds and takes
     * no more memory than a bounded number of documents, whatever lies there; then it is not {@link Preview#complete}.
     *
     * @param names how many documents to name at most
     * @throws IllegalArgumentException if it has no source of that name
     * @throws java.io.UncheckedIOException if the place cannot be looked at, with a sentence for people
     */
    Preview preview(String sourceId, int names);

    /** How each of its sources is doing, by name. */
    List<SourceStatus> statuses();
}
