/** Reads large request bodies as streams: documents go to the content store as they come, never through memory. */
@NullMarked
package dev.sluice.api.upload;

import org.jspecify.annotations.NullMarked;
