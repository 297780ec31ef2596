/**
 * The only way out of the hub: one HTTP client that connects to nothing it has not checked. Nobody else opens sockets.
 */
@NullMarked
package dev.sluice.security.egress;

import org.jspecify.annotations.NullMarked;
