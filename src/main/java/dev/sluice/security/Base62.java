package dev.sluice.security;

import java.math.BigInteger;

/** Digits and letters only: what a double click selects whole, and no shell or URL needs to quote. */
final class Base62 {
    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final BigInteger BASE = BigInteger.valueOf(DIGITS.length());

    private Base62() {}

    /** The last {@code length} digits of the number that these bytes are, with leading zeros. */
    static String encode(byte[] bytes, int length) {
        char[] text = new char[length];
        BigInteger rest = new BigInteger(1, bytes);
        for (int i = length - 1; i >= 0; i--) {
            BigInteger[] divided = rest.divideAndRemainder(BASE);
            text[i] = DIGITS.charAt(divided[1].intValue());
            rest = divided[0];
        }
        return new String(text);
    }
}
