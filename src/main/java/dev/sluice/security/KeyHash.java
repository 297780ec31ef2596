package dev.sluice.security;

import java.security.MessageDigest;

/** A hash that is compared in a time which does not depend on where two of them differ. */
final class KeyHash {
    private final byte[] bytes;

    KeyHash(byte[] bytes) {
        this.bytes = bytes.clone();
    }

    byte[] bytes() {
        return bytes.clone();
    }

    boolean matches(byte[] other) {
        return MessageDigest.isEqual(bytes, other);
    }
}
