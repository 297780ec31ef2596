/** Pipelines: several operations on one document, or an extraction of many, with one call. {@link Pipelines} runs them. */
@NullMarked
package dev.sluice.api.pulse.pipeline;

import org.jspecify.annotations.NullMarked;
