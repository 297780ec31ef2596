@NullMarked
package dev.sluice.api.pulse.extract;

import org.jspecify.annotations.NullMarked;
