/**
 * Configurations that clients save and name by an id: {@code /api/configurations}. Others resolve them through {@link
 * dev.sluice.api.pulse.request.SavedConfigurations}.
 */
@NullMarked
package dev.sluice.api.configuration;

import org.jspecify.annotations.NullMarked;
