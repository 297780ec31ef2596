package dev.sluice.security.egress;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Turns a name into addresses. */
@FunctionalInterface
interface NameResolver {
    InetAddress[] resolve(String name) throws UnknownHostException;
}
