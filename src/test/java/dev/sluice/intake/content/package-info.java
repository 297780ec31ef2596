@NullMarked
package dev.sluice.intake.content;

import org.jspecify.annotations.NullMarked;
