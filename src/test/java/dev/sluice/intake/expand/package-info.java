@NullMarked
package dev.sluice.intake.expand;

import org.jspecify.annotations.NullMarked;
