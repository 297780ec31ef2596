@NullMarked
package dev.sluice.api.pulse.image;

import org.jspecify.annotations.NullMarked;
