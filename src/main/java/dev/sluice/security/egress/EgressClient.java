package dev.sluice.security.egress;

import dev.sluice.batch.SluiceException;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.util.Timeout;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/**
 * The one HTTP client of the hub. It reads a URL strictly, resolves its name once, checks every address, connects to
 * exactly a checked one under the original name, does the same for every redirect, and knows neither proxies nor cookies.
 * Safe for many threads; each call blocks its own.
 */
public final class EgressClient implements Closeable {
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
    /** What goes along to another authority: nothing that could be a secret. */
    private static final Set<String> HARMLESS =
            Set.of("accept", "accept-encoding", "user-agent", "if-match", "if-none-match", "if-modified-since");

    private static final Set<String> FRAMING = Set.of(
            "host",
            "content-length",
            "transfer-encoding",
            "connection",
            "upgrade",
            "te",
            "trailer",
            "expect",
            "proxy-authorization",
            "proxy-connection",
            "keep-alive");
    private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9a-z-]+");

    private final CheckedResolver given;
    private final LazyClient givenClient;
    private final LazyClient configuredClient;
    private final String userAgent;
    private final ScheduledExecutorService timer;

    EgressClient(AddressRules rules, NameResolver names, Dialer dialer, String userAgent) {
        this.userAgent = userAgent;
        given = new CheckedResolver(names, rules, false);
        givenClient = new LazyClient(() -> HttpClients.create(given, dialer, false));
        CheckedResolver configured = new CheckedResolver(names, rules, true);
        configuredClient = new LazyClient(() -> HttpClients.create(configured, dialer, true));
        CustomizableThreadFactory threads = new CustomizableThreadFactory("egress-timer-");
        threads.setDaemon(true);
        ScheduledThreadPoolExecutor alarms = new ScheduledThreadPoolExecutor(2, threads);
        alarms.setRemoveOnCancelPolicy(true);
        timer = alarms;
    }

    /**
     * A client.
     *
     * @param own whether the hub itself listens at an address
     * @throws IllegalArgumentException with a sentence that names the key that is wrong
     */
    public static EgressClient of(EgressSettings settings, Predicate<InetSocketAddress> own) {
        AddressRules rules = new AddressRules(
                settings.allow().stream().map(AllowedTarget::of).toList(), Ports.of(settings.ports()), own);
        String version =
                Objects.requireNonNullElse(EgressClient.class.getPackage().getImplementationVersion(), "development");
        return new EgressClient(rules, InetAddress::getAllByName, Dialer.DIRECT, "Sluice/" + version);
    }

    /**
     * Judges the form of a URL alone; asks no name server.
     *
     * @return the URL as it is to be used: scheme and host in lower case, ASCII only, without fragment
     * @throws SluiceException {@code URL_NOT_ALLOWED}
     */
    public static String canonical(String url) {
        return Targets.parse(url).toString();
    }

    /**
     * Judges a URL that somebody gives, before it is written down: its form, and the addresses that its name has now.
     * It is judged again when it is used.
     *
     * @return the URL as it will be used
     * @throws SluiceException {@code URL_NOT_ALLOWED}
     */
    public String requireAllowed(String url) {
        URI target = Targets.parse(url);
        try {
            given.addresses(Targets.host(target), Targets.port(target));
        } catch (UnknownHostException e) {
            return target.toString(); // it may have an address when it is needed, and is judged then
        }
        return target.toString();
    }

    /**
     * Sends a request and returns with the head of the answer, whatever its status.
     *
     * @throws SluiceException {@code URL_NOT_ALLOWED}: a target that may not be connected to, also one redirected to
     * @throws EgressException if no answer came
     */
    public EgressResponse execute(EgressRequest request) throws EgressException {
        return execute(request, new EgressHandle());
    }

    /** As {@link #execute(EgressRequest)}; the handle can end it from another thread. */
    public EgressResponse execute(EgressRequest request, EgressHandle handle) throws EgressException {
        URI target = Targets.parse(request.url());
        boolean configured = request.configured();
        Map<String, String> headers = headers(request.headers());
        Watch watch = new Watch(request.limits().total(), timer);
        handle.onCancel(watch::end);
        boolean answered = false;
        try {
            for (int hops = 0; ; hops++) {
                EgressResponse response = exchange(request, target, configured, headers, watch);
                List<String> locations = response.headers("Location");
                if (!REDIRECTS.contains(response.status()) || locations.size() != 1 || hops == request.redirects()) {
                    answered = true;
                    return response;
                }
                response.hangUp();
                URI next = Targets.resolve(target, locations.get(0));
                if (!origin(next).equals(origin(target))) {
                    configured = false;
                    headers.keySet().retainAll(HARMLESS);
                }
                target = next;
            }
        } finally {
            if (!answered) {
                watch.close();
            }
        }
    }

    private EgressResponse exchange(
            EgressRequest request, URI target, boolean configured, Map<String, String> headers, Watch watch)
            throws EgressException {
        EgressLimits limits = request.limits();
        HttpUriRequestBase message = new HttpUriRequestBase(request.method(), target);
        headers.forEach(message::setHeader);
        if (request.body() != null) {
            message.setEntity(Entities.of(request.body()));
        }
        message.setConfig(config(limits));
        watch.over(message);
        HttpHost host = new HttpHost(target.getScheme(), Targets.host(target), Targets.port(target));
        try {
            CloseableHttpClient client = (configured ? configuredClient : givenClient).get();
            ClassicHttpResponse response = client.executeOpen(host, message, HttpClientContext.create());
            return new EgressResponse(message, response, target.toString(), watch, limits);
        } catch (IOException e) {
            throw Problems.of(e, watch.expired(), limits);
        }
    }

    @SuppressWarnings("deprecation") // its successor is per route, not per request
    private static RequestConfig config(EgressLimits limits) {
        return RequestConfig.custom()
                .setConnectTimeout(Timeout.of(limits.connect()))
                .setResponseTimeout(Timeout.of(limits.read()))
                .setProtocolUpgradeEnabled(false)
                .build();
    }

    private Map<String, String> headers(Map<String, String> given) {
        Map<String, String> headers = new HashMap<>();
        headers.put("user-agent", userAgent);
        headers.put("accept-encoding", "identity");
        given.forEach((name, value) -> headers.put(checkedName(name), checkedValue(name, value)));
        return headers;
    }

    private static String checkedName(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (!NAME.matcher(lower).matches() || FRAMING.contains(lower)) {
            throw new IllegalArgumentException("'" + name + "' is no header that can be set");
        }
        return lower;
    }

    private static String checkedValue(String name, String value) {
        if (value.chars().anyMatch(c -> (c < ' ' && c != '\t') || c == 0x7F)) {
            throw new IllegalArgumentException("the value of the header " + name + " holds a control character");
        }
        return value;
    }

    /**
     * Whether two URLs have one origin, which is scheme, host and port (RFC 6454): what may be told to the one may be told
     * to the other. A URL that is not connected to has none.
     */
    public static boolean sameOrigin(String one, String other) {
        try {
            return origin(Targets.parse(one)).equals(origin(Targets.parse(other)));
        } catch (SluiceException e) {
            return false;
        }
    }

    private static String origin(URI target) {
        return target.getScheme() + "://" + target.getHost() + ":" + Targets.port(target);
    }

    @Override
    public void close() {
        timer.shutdownNow();
        try {
            givenClient.close();
            configuredClient.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
