@NullMarked
package dev.sluice.intake.feed;

import org.jspecify.annotations.NullMarked;
