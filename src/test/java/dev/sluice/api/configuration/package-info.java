@NullMarked
package dev.sluice.api.configuration;

import org.jspecify.annotations.NullMarked;
