@NullMarked
package dev.sluice.api.submit;

import org.jspecify.annotations.NullMarked;
