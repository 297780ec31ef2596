/** Takes documents out of the archives they lie in; runs inside of a parser process. */
@NullMarked
package dev.sluice.engine.extract.archive;

import org.jspecify.annotations.NullMarked;
