@NullMarked
package dev.sluice.api.pulse.error;

import org.jspecify.annotations.NullMarked;
