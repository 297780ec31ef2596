@NullMarked
package dev.sluice.api.endpoint;

import org.jspecify.annotations.NullMarked;
