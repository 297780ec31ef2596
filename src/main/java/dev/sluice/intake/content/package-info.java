/**
 * The bytes of documents: fetched where they lie when their job needs them, kept while somebody needs them, and how much
 * of them there may be.
 */
@NullMarked
package dev.sluice.intake.content;

import org.jspecify.annotations.NullMarked;
