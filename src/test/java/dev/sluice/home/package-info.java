@NullMarked
package dev.sluice.home;

import org.jspecify.annotations.NullMarked;
