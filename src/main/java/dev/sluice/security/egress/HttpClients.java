package dev.sluice.security.egress;

import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.DefaultSchemePortResolver;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.DefaultHttpClientConnectionOperator;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.io.DetachedSocketFactory;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.config.RegistryBuilder;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.pool.PoolReusePolicy;
import org.apache.hc.core5.util.TimeValue;

/** Puts together HTTP clients that connect only where a resolver lets them, and remember nothing between requests. */
final class HttpClients {
    private static final int MAX_HEADERS = 100;
    private static final int MAX_LINE = 16 * 1024;
    private static final int MAX_CONNECTIONS = 1_000;
    private static final TimeValue IDLE = TimeValue.ofSeconds(30);

    private HttpClients() {}

    /**
     * A client.
     *
     * @param keepAlive whether connections serve several requests. Only where a host and port may be connected to by
     *     whoever names them, for a connection is not checked again
     */
    static CloseableHttpClient create(CheckedResolver resolver, Dialer dialer, boolean keepAlive) {
        DetachedSocketFactory sockets = proxy -> new CheckedSocket(resolver::requireAllowed, dialer);
        TlsSocketStrategy tls = DefaultClientTlsStrategy.createDefault();
        DefaultHttpClientConnectionOperator operator = new DefaultHttpClientConnectionOperator(
                sockets,
                DefaultSchemePortResolver.INSTANCE,
                resolver,
                RegistryBuilder.<TlsSocketStrategy>create()
                        .register("https", tls)
                        .build());
        Http1Config http = Http1Config.custom()
                .setMaxHeaderCount(MAX_HEADERS)
                .setMaxLineLength(MAX_LINE)
                .setMaxEmptyLineCount(10)
                .build();
        PoolingHttpClientConnectionManager connections = new PoolingHttpClientConnectionManager(
                operator,
                PoolConcurrencyPolicy.LAX, // callers bound themselves; none waits for another's connection
                PoolReusePolicy.LIFO,
                TimeValue.ofMinutes(5),
                ManagedHttpClientConnectionFactory.builder().http1Config(http).build());
        // A connection that the other side has closed is found out before it is used, for nothing is sent twice.
        connections.setDefaultConnectionConfig(ConnectionConfig.custom()
                .setValidateAfterInactivity(TimeValue.ZERO_MILLISECONDS)
                .build());
        connections.setMaxTotal(MAX_CONNECTIONS);
        connections.setDefaultMaxPerRoute(MAX_CONNECTIONS);
        HttpClientBuilder builder = HttpClientBuilder.create()
                .setConnectionManager(connections)
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableAutomaticRetries()
                .disableConnectionState()
                .disableDefaultUserAgent();
        return keepAlive
                ? builder.evictIdleConnections(IDLE).build()
                : builder.setConnectionReuseStrategy((request, response, context) -> false)
                        .build();
    }
}
