@NullMarked
package dev.sluice.api.sources;

import org.jspecify.annotations.NullMarked;
