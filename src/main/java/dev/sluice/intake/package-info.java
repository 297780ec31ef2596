/** Where documents come from: intake records, watched folders, stability, receipts. */
@NullMarked
package dev.sluice.intake;

import org.jspecify.annotations.NullMarked;
