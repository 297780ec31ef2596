/** Who may connect to what. */
@NullMarked
package dev.sluice.security;

import org.jspecify.annotations.NullMarked;
