@NullMarked
package dev.sluice.intake.remote;

import org.jspecify.annotations.NullMarked;
