/** {@code GET /large_results/{job_id}}: one download of a result that is too large to be answered at once. */
@NullMarked
package dev.sluice.api.pulse.largeresult;

import org.jspecify.annotations.NullMarked;
