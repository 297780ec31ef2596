/** Manifests: what became of every document of a batch, beside its results. {@link ManifestWriter} writes them. */
@NullMarked
package dev.sluice.api.manifest;

import org.jspecify.annotations.NullMarked;
