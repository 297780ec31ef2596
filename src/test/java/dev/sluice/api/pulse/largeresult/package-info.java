@NullMarked
package dev.sluice.api.pulse.largeresult;

import org.jspecify.annotations.NullMarked;
