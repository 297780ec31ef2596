@NullMarked
package dev.sluice.api.idempotency;

import org.jspecify.annotations.NullMarked;
