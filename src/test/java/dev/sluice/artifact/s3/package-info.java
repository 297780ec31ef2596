@NullMarked
package dev.sluice.artifact.s3;

import org.jspecify.annotations.NullMarked;
