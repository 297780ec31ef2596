package dev.sluice.security.egress;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import org.apache.hc.client5.http.DnsResolver;
import org.jspecify.annotations.Nullable;

/** Resolves a name once and answers only if every one of its addresses may be connected to. */
final class CheckedResolver implements DnsResolver {
    private final NameResolver names;
    private final AddressRules rules;
    private final boolean configured;

    /**
     * A resolver.
     *
     * @param configured whether it resolves targets of the operator's configuration
     */
    CheckedResolver(NameResolver names, AddressRules rules, boolean configured) {
        this.names = names;
        this.rules = rules;
        this.configured = configured;
    }

    @Override
    public List<InetSocketAddress> resolve(String host, int port) throws UnknownHostException {
        return Arrays.stream(addresses(host, port))
                .map(address -> new InetSocketAddress(address, port))
                .toList();
    }

    /** The addresses of a host, all of them checked. */
    InetAddress[] addresses(String host, int port) throws UnknownHostException {
        InetAddress literal = Literals.parse(host);
        InetAddress[] addresses = literal == null ? names.resolve(host) : new InetAddress[] {literal};
        if (addresses.length == 0) {
            throw new UnknownHostException(host);
        }
        for (InetAddress address : addresses) {
            String objection = objection(address, port, literal == null && Targets.isLocalName(host));
            if (objection != null) {
                throw Targets.refuse(host + ":" + port, objection);
            }
        }
        return addresses;
    }

    /** Once more at the dial; that the name was no local one has been seen before. */
    void requireAllowed(InetSocketAddress address) {
        String objection = objection(address.getAddress(), address.getPort(), false);
        if (objection != null) {
            throw Targets.refuse(address.toString(), objection);
        }
    }

    private @Nullable String objection(InetAddress address, int port, boolean localName) {
        return configured ? rules.objectionToConfigured(address, port) : rules.objection(address, port, localName);
    }

    @Override
    public InetAddress[] resolve(String host) {
        throw new UnsupportedOperationException("an address is judged together with its port");
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }
}
