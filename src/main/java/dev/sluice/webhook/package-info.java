/**
 * Webhooks: fans events out to the configured endpoints, signs and posts them, records every attempt and plans the
 * next. The wire contract is Standard Webhooks. Others use {@link dev.sluice.webhook.DeliveryLog}.
 */
@NullMarked
package dev.sluice.webhook;

import org.jspecify.annotations.NullMarked;
