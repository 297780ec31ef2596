@NullMarked
package dev.sluice.artifact;

import org.jspecify.annotations.NullMarked;
