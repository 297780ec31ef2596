@NullMarked
package dev.sluice.api.pulse.chain;

import org.jspecify.annotations.NullMarked;
