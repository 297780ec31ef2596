/**
 * The dialect of Pulse: its wire format and its codes, mapped to what Sluice does anyway. Each package below is one group
 * of its calls, or what they share: {@code request}, {@code answer}, {@code error} and {@code result}. Here is only what
 * belongs to no operation.
 */
@NullMarked
package dev.sluice.api.pulse;

import org.jspecify.annotations.NullMarked;
