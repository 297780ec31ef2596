/** {@code POST /batch/extract}: many documents, sent, named by their URLs, or lying below a prefix or in a directory. */
@NullMarked
package dev.sluice.api.pulse.batch;

import org.jspecify.annotations.NullMarked;
