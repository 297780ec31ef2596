@NullMarked
package dev.sluice.engine.remote;

import org.jspecify.annotations.NullMarked;
