/**
 * Watched folders: listing, stability, markers and manifests, acceptance, originals moved with their receipts; and the
 * folders that results are written to.
 */
@NullMarked
package dev.sluice.intake.folder;

import org.jspecify.annotations.NullMarked;
