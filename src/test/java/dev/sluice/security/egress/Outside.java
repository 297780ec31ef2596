package dev.sluice.security.egress;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A world of names and addresses that is not there: names resolve as told, and what is dialed is written down. Unless a
 * stand-in on this machine is given, nothing is ever connected to.
 */
final class Outside {
    static final String PUBLIC = "93.184.216.34";

    final List<InetSocketAddress> dialed = new CopyOnWriteArrayList<>();
    final List<String> resolved = new CopyOnWriteArrayList<>();
    final Set<InetSocketAddress> own = new HashSet<>();
    private final Map<String, Deque<InetAddress[]>> names = new HashMap<>();
    private @Nullable InetSocketAddress standIn;

    /** The name has these addresses; told again: these the next time, and from then on. */
    Outside name(String name, String... addresses) {
        names.computeIfAbsent(name, unseen -> new ArrayDeque<>())
                .add(Arrays.stream(addresses).map(Outside::address).toArray(InetAddress[]::new));
        return this;
    }

    /** Whatever is dialed is answered there. */
    Outside answeredBy(InetSocketAddress standIn) {
        this.standIn = standIn;
        return this;
    }

    EgressClient client(String... allow) {
        AddressRules rules = new AddressRules(
                Stream.of(allow).map(AllowedTarget::of).toList(),
                Ports.of(List.of("80", "443", "1024-65535")),
                own::contains);
        return new EgressClient(rules, this::resolve, this::dial, "Sluice/test");
    }

    /** Every other name has a public address, so that nothing is refused for want of one. */
    private synchronized InetAddress[] resolve(String name) throws UnknownHostException {
        resolved.add(name);
        Deque<InetAddress[]> known = names.get(name);
        if (known == null) {
            return new InetAddress[] {address(PUBLIC)};
        }
        InetAddress[] addresses = known.size() > 1 ? known.remove() : known.element();
        if (addresses.length == 0) {
            throw new UnknownHostException(name);
        }
        return addresses;
    }

    private void dial(InetSocketAddress address, Dialer.Connect connect) throws IOException {
        dialed.add(address);
        if (standIn == null) {
            throw new ConnectException("nobody is there");
        }
        connect.to(standIn);
    }

    static InetAddress address(String text) {
        InetAddress address = Literals.parse(text);
        if (address == null) {
            throw new IllegalArgumentException(text);
        }
        return address;
    }
}
