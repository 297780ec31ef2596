/** The watched sources below {@code /api/sources}: how they are, what they are told to do, what became of their documents. */
@NullMarked
package dev.sluice.api.sources;

import org.jspecify.annotations.NullMarked;
