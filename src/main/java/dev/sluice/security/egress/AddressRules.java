package dev.sluice.security.egress;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which addresses may be connected to: all that are public, and those that the operator has allowed. The list is that of
 * IANA's registries of special-purpose addresses (RFC 6890) and multicast.
 */
final class AddressRules {
    private static final Logger log = LoggerFactory.getLogger(AddressRules.class);

    private static final List<Cidr> NOT_PUBLIC = List.of(
            Cidr.of("0.0.0.0/8"),
            Cidr.of("10.0.0.0/8"),
            Cidr.of("100.64.0.0/10"),
            Cidr.of("127.0.0.0/8"),
            Cidr.of("169.254.0.0/16"),
            Cidr.of("172.16.0.0/12"),
            Cidr.of("192.0.0.0/24"),
            Cidr.of("192.0.2.0/24"),
            Cidr.of("192.88.99.0/24"),
            Cidr.of("192.168.0.0/16"),
            Cidr.of("198.18.0.0/15"),
            Cidr.of("198.51.100.0/24"),
            Cidr.of("203.0.113.0/24"),
            Cidr.of("224.0.0.0/4"),
            Cidr.of("240.0.0.0/4"),
            Cidr.of("::/96"),
            Cidr.of("64:ff9b::/96"),
            Cidr.of("64:ff9b:1::/48"),
            Cidr.of("100::/64"),
            Cidr.of("2001::/23"),
            Cidr.of("2001:db8::/32"),
            Cidr.of("2002::/16"),
            Cidr.of("3fff::/20"),
            Cidr.of("5f00::/16"),
            Cidr.of("fc00::/7"),
            Cidr.of("fe80::/10"),
            Cidr.of("fec0::/10"),
            Cidr.of("ff00::/8"));

    private final List<AllowedTarget> allowed;
    private final Ports ports;
    private final Predicate<InetSocketAddress> own;

    /**
     * Rules.
     *
     * @param allowed what the operator lets through although it is not public, or on a port that is not in the set
     * @param ports that public targets may have
     * @param own whether the hub itself listens there
     */
    AddressRules(List<AllowedTarget> allowed, Ports ports, Predicate<InetSocketAddress> own) {
        this.allowed = List.copyOf(allowed);
        this.ports = ports;
        this.own = own;
    }

    /**
     * Why a given target may not be connected to.
     *
     * @param localName whether its name is one for this machine or network, which only the operator can allow
     * @return for the log, never for who gave the target; null if it may be
     */
    @Nullable
    String objection(InetAddress address, int port, boolean localName) {
        String ownAddress = objectionToConfigured(address, port);
        if (ownAddress != null) {
            return ownAddress;
        }
        Optional<AllowedTarget> entry = allowed.stream()
                .filter(target -> target.includes(address, port))
                .findFirst();
        if (entry.isPresent()) {
            log.info(
                    "A connection to {} port {} is let through by '{}' of sluice.egress.allow.",
                    address.getHostAddress(),
                    port,
                    entry.get().written());
        } else if (localName) {
            return "its name is one of this machine or network";
        } else if (NOT_PUBLIC.stream().anyMatch(block -> block.contains(address))) {
            return address.getHostAddress() + " is not a public address";
        } else if (!ports.contains(port)) {
            return "port " + port + " is not in sluice.egress.ports";
        }
        for (InetAddress inner : EmbeddedAddresses.in(address)) {
            String objection = objection(inner, port, false);
            if (objection != null) {
                return address.getHostAddress() + " leads to another: " + objection;
            }
        }
        return null;
    }

    /** As above for a target that the operator has configured: he may mean any, but not the hub itself. */
    @Nullable
    String objectionToConfigured(InetAddress address, int port) {
        return own.test(new InetSocketAddress(address, port)) ? "the hub itself listens there" : null;
    }
}
