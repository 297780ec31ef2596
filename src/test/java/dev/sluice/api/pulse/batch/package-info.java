@NullMarked
package dev.sluice.api.pulse.batch;

import org.jspecify.annotations.NullMarked;
