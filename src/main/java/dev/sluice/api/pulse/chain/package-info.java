/**
 * The stages that work on results of earlier ones: {@code POST /schema}, {@code /tables}, {@code /split} and the same
 * below {@code /batch}, and how their results are said.
 */
@NullMarked
package dev.sluice.api.pulse.chain;

import org.jspecify.annotations.NullMarked;
