/** What became of the documents of watched sources: listed and counted, tried again, put aside. */
@NullMarked
package dev.sluice.intake.record;

import org.jspecify.annotations.NullMarked;
