/** The core: batches, jobs, their states, the work table, outcomes and events. It knows no other package of Sluice. */
@NullMarked
package dev.sluice.batch;

import org.jspecify.annotations.NullMarked;
