/** Documents, wherever they come from: where they lie, what they are called, and their intake records. */
@NullMarked
package dev.sluice.intake.document;

import org.jspecify.annotations.NullMarked;
