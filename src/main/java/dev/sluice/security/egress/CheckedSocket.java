package dev.sluice.security.egress;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.function.Consumer;

/** A socket that asks once more before it connects, and goes through no proxy, whatever the environment says. */
final class CheckedSocket extends Socket {
    private final Consumer<InetSocketAddress> check;
    private final Dialer dialer;

    CheckedSocket(Consumer<InetSocketAddress> check, Dialer dialer) {
        super(Proxy.NO_PROXY);
        this.check = check;
        this.dialer = dialer;
    }

    @Override
    public void connect(SocketAddress endpoint, int timeout) throws IOException {
        if (!(endpoint instanceof InetSocketAddress address) || address.isUnresolved()) {
            throw new IOException("only addresses are connected to");
        }
        check.accept(address);
        dialer.dial(address, checked -> super.connect(checked, timeout));
    }
}
