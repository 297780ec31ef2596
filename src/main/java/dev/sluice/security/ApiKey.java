package dev.sluice.security;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A key as stored.
 *
 * @param hash SHA-256 of its text
 * @param expiresAt from then on it is refused; null: never
 * @param lastUsedAt to the minute
 */
record ApiKey(
        String tenantId,
        String id,
        String name,
        KeyHash hash,
        Set<Scope> scopes,
        Origin origin,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant lastUsedAt,
        @Nullable Instant revokedAt) {

    /** Where a key comes from. */
    enum Origin {
        /** Made by the first start, because there was none. */
        FIRST,
        /** Set by the operator. */
        CONFIGURED,
        /** Made by the command. */
        CREATED
    }

    /** Whether it opens anything at that time. */
    boolean active(Instant now) {
        return revokedAt == null && (expiresAt == null || now.isBefore(expiresAt));
    }

    /** What a request that shows it is told about itself. */
    ApiClient client() {
        return new ApiClient(tenantId, id, name, scopes);
    }
}
