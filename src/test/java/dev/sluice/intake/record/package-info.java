@NullMarked
package dev.sluice.intake.record;

import org.jspecify.annotations.NullMarked;
