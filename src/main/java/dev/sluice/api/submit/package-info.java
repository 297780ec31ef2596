/** Makes a batch of what a client hands in, for all dialects: documents, records and jobs in one transaction. */
@NullMarked
package dev.sluice.api.submit;

import org.jspecify.annotations.NullMarked;
