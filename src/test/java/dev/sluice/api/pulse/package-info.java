@NullMarked
package dev.sluice.api.pulse;

import org.jspecify.annotations.NullMarked;
