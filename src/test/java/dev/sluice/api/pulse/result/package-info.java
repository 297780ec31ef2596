@NullMarked
package dev.sluice.api.pulse.result;

import org.jspecify.annotations.NullMarked;
