@NullMarked
package dev.sluice.intake.folder;

import org.jspecify.annotations.NullMarked;
