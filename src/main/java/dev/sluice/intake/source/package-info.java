/**
 * What watched sources of every kind share: their parameters and schedules, whose turn it is to look at them, how they are
 * doing, what they would take, and the batches that their documents form. A kind is a {@link SourceKind}.
 */
@NullMarked
package dev.sluice.intake.source;

import org.jspecify.annotations.NullMarked;
