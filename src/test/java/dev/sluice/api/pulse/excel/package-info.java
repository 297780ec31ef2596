@NullMarked
package dev.sluice.api.pulse.excel;

import org.jspecify.annotations.NullMarked;
