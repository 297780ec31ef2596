@NullMarked
package dev.sluice.intake.s3;

import org.jspecify.annotations.NullMarked;
