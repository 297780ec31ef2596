/** What APIs show of batches and their jobs, whatever the dialect. */
@NullMarked
package dev.sluice.api.jobs;

import org.jspecify.annotations.NullMarked;
