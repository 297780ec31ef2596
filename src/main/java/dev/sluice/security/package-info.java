/** Who may ask what: API keys, and the filter that every request passes. */
@NullMarked
package dev.sluice.security;

import org.jspecify.annotations.NullMarked;
