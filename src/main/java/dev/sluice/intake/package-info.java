/** Watched folders: listing, stability, acceptance, intake records, results and what becomes of the originals. */
@NullMarked
package dev.sluice.intake;

import org.jspecify.annotations.NullMarked;
