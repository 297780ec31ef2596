/** Who may ask what: API keys, and the filter that every request passes. Who may connect to what: the egress guard. */
@NullMarked
package dev.sluice.security;

import org.jspecify.annotations.NullMarked;
