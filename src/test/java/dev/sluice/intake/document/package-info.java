@NullMarked
package dev.sluice.intake.document;

import org.jspecify.annotations.NullMarked;
