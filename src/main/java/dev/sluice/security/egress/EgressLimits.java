package dev.sluice.security.egress;

import java.time.Duration;

/**
 * How long and how much one exchange may take.
 *
 * @param connect for a connection, TLS included
 * @param read for the first byte of the answer, and between two
 * @param total for everything, redirects and the answer's last byte included
 * @param maxBytes of the answer's body, after decompression
 */
public record EgressLimits(Duration connect, Duration read, Duration total, long maxBytes) {}
