@NullMarked
package dev.sluice.engine.classify;

import org.jspecify.annotations.NullMarked;
