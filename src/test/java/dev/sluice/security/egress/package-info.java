@NullMarked
package dev.sluice.security.egress;

import org.jspecify.annotations.NullMarked;
