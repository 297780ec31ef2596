/** The hub's own API, below {@code /api}, in the words of ExtractForm: reading what happened, and asking for it again. */
@NullMarked
package dev.sluice.api.extractform;

import org.jspecify.annotations.NullMarked;
