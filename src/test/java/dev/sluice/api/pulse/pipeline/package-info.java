@NullMarked
package dev.sluice.api.pulse.pipeline;

import org.jspecify.annotations.NullMarked;
