@NullMarked
package dev.sluice.api.extractform;

import org.jspecify.annotations.NullMarked;
