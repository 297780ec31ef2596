package dev.sluice.security.egress;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Hosts that are addresses. Only the one spelling of an IPv4 address that everybody reads alike is taken: others (octal,
 * hexadecimal, fewer than four numbers) mean one thing here and another there.
 */
final class Literals {
    private static final String OCTET = "(0|[1-9][0-9]{0,2})";
    private static final Pattern DOTTED_QUAD = Pattern.compile("%1$s\\.%1$s\\.%1$s\\.%1$s".formatted(OCTET));
    private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:]{2,39}(\\.[0-9.]{5,11})?|[0-9a-fA-F:.]{2,45}");
    private static final Pattern NUMBER = Pattern.compile("[0-9]+|0[xX][0-9a-fA-F]*");

    private Literals() {}

    /** The address that a host without brackets spells; null if it spells none. Never asks a name server. */
    static @Nullable InetAddress parse(String host) {
        try {
            Matcher quad = DOTTED_QUAD.matcher(host);
            if (quad.matches()) {
                byte[] bytes = new byte[4];
                for (int i = 0; i < 4; i++) {
                    int octet = Integer.parseInt(quad.group(i + 1));
                    if (octet > 255) {
                        return null;
                    }
                    bytes[i] = (byte) octet;
                }
                return InetAddress.getByAddress(bytes);
            }
            if (host.indexOf(':') >= 0 && IPV6.matcher(host).matches()) {
                // In brackets it is read as an address or not at all; IPv4-mapped ones become IPv4 addresses.
                return InetAddress.getByName("[" + host + "]");
            }
            return null;
        } catch (UnknownHostException e) {
            return null;
        }
    }

    /** Whether somebody would read the last part of a name as a number, and the whole as an address. */
    static boolean endsInNumber(String name) {
        return NUMBER.matcher(name.substring(name.lastIndexOf('.') + 1)).matches();
    }
}
