package dev.sluice.security.egress;

import java.io.IOException;
import java.net.InetSocketAddress;

/** Opens a connection to an address that has been checked. */
@FunctionalInterface
interface Dialer {
    /** Connects a socket. */
    @FunctionalInterface
    interface Connect {
        void to(InetSocketAddress address) throws IOException;
    }

    /** The real one. */
    Dialer DIRECT = (address, connect) -> connect.to(address);

    void dial(InetSocketAddress address, Connect connect) throws IOException;
}
