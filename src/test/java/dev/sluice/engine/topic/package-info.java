@NullMarked
package dev.sluice.engine.topic;

import org.jspecify.annotations.NullMarked;
