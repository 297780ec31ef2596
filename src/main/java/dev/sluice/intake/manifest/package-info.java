/** Reads manifests: files that list the documents of a batch. */
@NullMarked
package dev.sluice.intake.manifest;

import org.jspecify.annotations.NullMarked;
