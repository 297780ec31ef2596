/** {@code GET /results/{job_id}/images/{filename}}: the pictures of a document, kept when they were asked for. */
@NullMarked
package dev.sluice.api.pulse.image;

import org.jspecify.annotations.NullMarked;
