/** How webhook endpoints do: {@code /api/webhook-endpoints}, and a page for people, {@link EndpointPage}. */
@NullMarked
package dev.sluice.api.endpoint;

import org.jspecify.annotations.NullMarked;
