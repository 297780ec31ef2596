@NullMarked
package dev.sluice.intake.source;

import org.jspecify.annotations.NullMarked;
