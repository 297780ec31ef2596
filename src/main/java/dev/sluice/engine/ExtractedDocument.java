package dev.sluice.engine;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A document already extracted, as engines get it.
 *
 * @param id of the artifact that holds the extraction; the job's own id when it was extracted for this job alone
 * @param name the document's file name, for people; never a path
 * @param mediaType the document's type, if known
 * @param layout its {@code layout.json.gz}; never written to
 * @param markdown its text; never written to
 * @param splits its pages by topic, from 1, when the job's input is a split; else null
 */
public record ExtractedDocument(
        String id,
        String name,
        @Nullable String mediaType,
        Path layout,
        Path markdown,
        @Nullable Map<String, List<Integer>> splits) {}
