package dev.sluice.security.egress;

import dev.sluice.batch.ErrorCode;
import dev.sluice.batch.SluiceException;
import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads URLs strictly, once, and refuses whatever two programs might read differently: what is checked here is what is
 * connected to.
 */
final class Targets {
    private static final Logger log = LoggerFactory.getLogger(Targets.class);

    private static final int LONGEST = 8_192;
    private static final int LONGEST_NAME = 253;
    private static final Pattern NAME =
            Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*");
    private static final Pattern ENCODED_LINE_END = Pattern.compile("%(00|0[aAdD])");
    private static final Pattern LOCAL_NAME =
            Pattern.compile("(.*\\.)?(local|internal|localdomain)|.*localhost|ip6-loopback|metadata(\\..*)?");

    private Targets() {}

    /**
     * Reads an absolute URL.
     *
     * @return scheme and host in lower case, without fragment
     * @throws SluiceException {@code URL_NOT_ALLOWED}
     */
    static URI parse(String text) {
        requireHarmless(text);
        try {
            URI written = new URI(text);
            String authority = written.getRawAuthority();
            // Making ASCII of it would turn some characters into letters: a Kelvin sign into a K.
            if (authority == null || authority.chars().anyMatch(c -> c > 0x7E)) {
                throw refuse(text, "it has no host, or one outside ASCII");
            }
            return canonical(new URI(written.toASCIIString()).parseServerAuthority());
        } catch (URISyntaxException e) {
            throw refuse(text, "it is not a URL");
        }
    }

    /** Where a redirect leads, as {@link #parse}. */
    static URI resolve(URI base, String location) {
        requireHarmless(location);
        try {
            return parse(base.resolve(new URI(location)).toString());
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw refuse(location, "it is not a URL to redirect to");
        }
    }

    /** Whether a name is one that only means something on this machine or in this network. */
    static boolean isLocalName(String host) {
        return LOCAL_NAME.matcher(host).matches();
    }

    /** The host without the brackets of an IPv6 address. */
    static String host(URI target) {
        String host = target.getHost();
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    static int port(URI target) {
        if (target.getPort() > 0) {
            return target.getPort();
        }
        return target.getScheme().equals("https") ? 443 : 80;
    }

    /** The one sentence for whoever gave the target; the reason is for the log alone. */
    static SluiceException refuse(String target, String reason) {
        if (log.isInfoEnabled()) {
            log.info("Refused to connect to {}: {}.", printable(target), printable(reason));
        }
        return new SluiceException(ErrorCode.URL_NOT_ALLOWED, "The address is not one that may be connected to.");
    }

    /** Without a query, which may be a secret, and without anything that would not stay in one line. */
    private static String printable(String text) {
        String line = text.replaceFirst("[?](?s:.*)$", "?…").replaceAll("[\\p{C}\\p{Z}]", " ");
        return line.length() <= 300 ? line : line.substring(0, 300) + "…";
    }

    private static void requireHarmless(String text) {
        if (text.length() > LONGEST) {
            throw refuse(text, "it is longer than " + LONGEST + " characters");
        }
        if (text.chars().anyMatch(c -> c <= ' ' || c == '\\' || c == 0x7F)) {
            throw refuse(text, "it holds a blank, a control character or a backslash");
        }
        if (ENCODED_LINE_END.matcher(text).find()) {
            throw refuse(text, "it holds an encoded line end or NUL");
        }
    }

    private static URI canonical(URI uri) {
        String text = uri.toString();
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw refuse(text, "its scheme is neither http nor https");
        }
        String host = uri.getHost().toLowerCase(Locale.ROOT);
        String authority = uri.getPort() == -1 ? host : host + ":" + uri.getPort();
        if (!uri.getRawAuthority().toLowerCase(Locale.ROOT).equals(authority)) {
            throw refuse(text, "it has a user name, or a port that is not written plainly");
        }
        if (uri.getPort() == 0 || uri.getPort() > 65_535) {
            throw refuse(text, "its port is not from 1 to 65535");
        }
        requireHost(text, host);
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        return URI.create(scheme + "://" + authority + path + query);
    }

    private static void requireHost(String text, String host) {
        if (host.startsWith("[")) {
            if (Literals.parse(host.substring(1, host.length() - 1)) == null) {
                throw refuse(text, "its host is an IPv6 address with a zone, or none at all");
            }
        } else if (Literals.parse(host) == null && (!isName(host) || Literals.endsInNumber(host))) {
            throw refuse(text, "its host is neither a name nor a plainly written address");
        }
    }

    private static boolean isName(String host) {
        if (host.length() > LONGEST_NAME || !NAME.matcher(host).matches()) {
            return false;
        }
        if (!host.contains("xn--")) {
            return true;
        }
        try {
            return IDN.toASCII(IDN.toUnicode(host), IDN.USE_STD3_ASCII_RULES).equalsIgnoreCase(host)
                    && !IDN.toUnicode(host).contains("xn--");
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
