package dev.sluice.security.egress;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/**
 * The IPv4 addresses that an IPv6 address can lead to: IPv4-compatible (RFC 4291, section 2.5.5.1), NAT64 (RFC 6052,
 * RFC 8215), 6to4 (RFC 3056), Teredo (RFC 4380: server and client) and ISATAP (RFC 5214). IPv4-mapped ones are IPv4
 * addresses to Java from the start.
 */
final class EmbeddedAddresses {
    private static final Cidr COMPATIBLE = Cidr.of("::/96");
    private static final Cidr NAT64 = Cidr.of("64:ff9b::/96");
    private static final Cidr LOCAL_NAT64 = Cidr.of("64:ff9b:1::/48");
    private static final Cidr SIX_TO_FOUR = Cidr.of("2002::/16");
    private static final Cidr TEREDO = Cidr.of("2001::/32");

    private EmbeddedAddresses() {}

    static List<InetAddress> in(InetAddress address) {
        if (!(address instanceof Inet6Address)) {
            return List.of();
        }
        byte[] bytes = address.getAddress();
        if (COMPATIBLE.contains(address) || NAT64.contains(address) || isIsatap(bytes)) {
            return List.of(at(bytes, 12, 0));
        }
        if (LOCAL_NAT64.contains(address)) {
            // With a prefix of 48 bits the octet between the halves is left out; a network may use one of 96 bits too.
            return List.of(at(bytes, 12, 0), of(bytes[6], bytes[7], bytes[9], bytes[10]));
        }
        if (SIX_TO_FOUR.contains(address)) {
            return List.of(at(bytes, 2, 0));
        }
        if (TEREDO.contains(address)) {
            return List.of(at(bytes, 4, 0), at(bytes, 12, 0xFF));
        }
        return List.of();
    }

    private static boolean isIsatap(byte[] bytes) {
        return (bytes[8] & 0xFC) == 0 && bytes[9] == 0 && bytes[10] == 0x5E && (bytes[11] & 0xFF) == 0xFE;
    }

    private static InetAddress at(byte[] bytes, int from, int flipped) {
        return of(
                (byte) (bytes[from] ^ flipped),
                (byte) (bytes[from + 1] ^ flipped),
                (byte) (bytes[from + 2] ^ flipped),
                (byte) (bytes[from + 3] ^ flipped));
    }

    private static InetAddress of(byte... four) {
        try {
            return InetAddress.getByAddress(four);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are always an address", e);
        }
    }
}
