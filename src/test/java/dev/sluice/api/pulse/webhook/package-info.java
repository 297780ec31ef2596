@NullMarked
package dev.sluice.api.pulse.webhook;

import org.jspecify.annotations.NullMarked;
