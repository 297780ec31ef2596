package dev.sluice.security.egress;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.springframework.boot.web.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationListener;

/** Knows where this hub listens, so that it never talks to itself. */
final class OwnAddress implements Predicate<InetSocketAddress>, ApplicationListener<WebServerInitializedEvent> {
    private final Set<Integer> ports = ConcurrentHashMap.newKeySet();

    @Override
    public void onApplicationEvent(WebServerInitializedEvent event) {
        ports.add(event.getWebServer().getPort());
    }

    @Override
    public boolean test(InetSocketAddress address) {
        return ports.contains(address.getPort()) && isOfThisMachine(address.getAddress());
    }

    private static boolean isOfThisMachine(InetAddress address) {
        try {
            return address.isLoopbackAddress()
                    || address.isAnyLocalAddress()
                    || NetworkInterface.getByInetAddress(address) != null;
        } catch (SocketException e) {
            return true;
        }
    }
}
