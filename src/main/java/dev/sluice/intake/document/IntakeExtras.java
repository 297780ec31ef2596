package dev.sluice.intake.document;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What came with a document, and what lay in it.
 *
 * @param externalRef the client's own id
 * @param metadata what a manifest says about it besides, a JSON object
 * @param expand kinds of containers whose parts become documents, separated by commas; null for none
 * @param rootId the outermost archive that it lay in
 * @param depth archives it lay in
 * @param children what lay in it and what became of it, a JSON list; null when nothing was looked for
 */
public record IntakeExtras(
        @Nullable String externalRef,
        @Nullable String metadata,
        @Nullable String expand,
        @Nullable UUID rootId,
        int depth,
        @Nullable String children) {}
