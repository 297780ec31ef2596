package dev.sluice.security.egress;

import java.net.InetAddress;
import java.util.Arrays;

/** A block of addresses of one family (RFC 4632, section 3.1; RFC 4291, section 2.3). */
final class Cidr {
    private final byte[] network;
    private final int bits;

    private Cidr(byte[] network, int bits) {
        this.network = network;
        this.bits = bits;
    }

    /**
     * Reads a block such as {@code 10.0.0.0/8} or {@code fd00::/8}; an address alone is a block of one.
     *
     * @throws IllegalArgumentException with a sentence that says what is wrong
     */
    static Cidr of(String text) {
        int slash = text.indexOf('/');
        String written = slash < 0 ? text : text.substring(0, slash);
        InetAddress address = Literals.parse(written);
        if (address == null) {
            throw new IllegalArgumentException("'" + written + "' is no IP address");
        }
        byte[] bytes = address.getAddress();
        int longest = bytes.length * 8;
        int bits = longest;
        if (slash >= 0) {
            String number = text.substring(slash + 1);
            if (!number.matches("0|[1-9][0-9]{0,2}") || Integer.parseInt(number) > longest) {
                throw new IllegalArgumentException("'/%s' is no prefix length from 0 to %d".formatted(number, longest));
            }
            bits = Integer.parseInt(number);
        }
        Cidr block = new Cidr(bytes, bits);
        if (!Arrays.equals(bytes, block.masked(bytes))) {
            throw new IllegalArgumentException(
                    "'%s' has bits set after its first %d, so it is not the beginning of a block"
                            .formatted(text, bits));
        }
        return block;
    }

    /** Whether the address lies in it; never for an address of the other family. */
    boolean contains(InetAddress address) {
        byte[] bytes = address.getAddress();
        return bytes.length == network.length && Arrays.equals(masked(bytes), network);
    }

    private byte[] masked(byte[] bytes) {
        byte[] masked = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            int kept = Math.max(0, Math.min(8, bits - i * 8));
            masked[i] = (byte) (bytes[i] & (0xFF << (8 - kept)));
        }
        return masked;
    }
}
