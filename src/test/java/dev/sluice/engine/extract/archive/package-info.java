@NullMarked
package dev.sluice.engine.extract.archive;

import org.jspecify.annotations.NullMarked;
