@NullMarked
package dev.sluice.api.manifest;

import org.jspecify.annotations.NullMarked;
