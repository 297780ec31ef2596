/**
 * How requests are read: options in every spelling, page ranges, saved configurations, and what makes two requests the
 * same.
 */
@NullMarked
package dev.sluice.api.pulse.request;

import org.jspecify.annotations.NullMarked;
