@NullMarked
package dev.sluice.api.upload;

import org.jspecify.annotations.NullMarked;
