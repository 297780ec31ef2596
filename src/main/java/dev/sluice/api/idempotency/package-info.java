/** The header {@code Idempotency-Key}: a request that is sent again creates nothing again and gets the same answer. */
@NullMarked
package dev.sluice.api.idempotency;

import org.jspecify.annotations.NullMarked;
