@NullMarked
package dev.sluice.engine.split;

import org.jspecify.annotations.NullMarked;
