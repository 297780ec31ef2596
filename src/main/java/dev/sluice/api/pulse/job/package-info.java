/**
 * {@code GET} and {@code DELETE /job/{id}}: what became of a batch or of one document; and {@link SyncAnswer}, which
 * waits for it.
 */
@NullMarked
package dev.sluice.api.pulse.job;

import org.jspecify.annotations.NullMarked;
