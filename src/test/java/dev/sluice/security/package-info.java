@NullMarked
package dev.sluice.security;

import org.jspecify.annotations.NullMarked;
