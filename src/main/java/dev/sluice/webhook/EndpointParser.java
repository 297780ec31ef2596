package dev.sluice.webhook;

import com.github.f4b6a3.uuid.UuidCreator;
import com.github.f4b6a3.uuid.enums.UuidNamespace;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes endpoints of the configuration, or says in one sentence why not. */
final class EndpointParser {
    /** Endpoints of the configuration belong to the one tenant that there is. */
    static final String TENANT = "default";

    private EndpointParser() {}

    /**
     * Reads all of {@code sluice.webhook.endpoints}.
     *
     * @param dialects known beside the native one
     * @throws WebhookSettingsException at the first key that is wrong
     */
    static List<Endpoint> parse(
            List<WebhookSettings.EndpointSettings> settings, List<? extends EventDialect> dialects) {
        List<Endpoint> endpoints = new ArrayList<>();
        Set<UUID> ids = new HashSet<>();
        for (int n = 0; n < settings.size(); n++) {
            String key = "sluice.webhook.endpoints[" + n + "]";
            Endpoint endpoint = parse(key, settings.get(n), dialects);
            if (!ids.add(endpoint.id())) {
                throw new WebhookSettingsException(
                        key + ".url stands in the list twice; name all its events in one entry.");
            }
            endpoints.add(endpoint);
        }
        return List.copyOf(endpoints);
    }

    private static Endpoint parse(
            String key, WebhookSettings.EndpointSettings settings, List<? extends EventDialect> dialects) {
        EventDialect dialect = dialect(key, settings.dialect(), dialects);
        URI url = url(key + ".url", settings.url());
        return new Endpoint(
                TENANT,
                UuidCreator.getNameBasedSha1(UuidNamespace.NAMESPACE_URL, TENANT + " " + url),
                url,
                secrets(key + ".secret", settings.secret()),
                named(key + ".events names ", () -> Subscription.of(settings.events(), dialect)),
                dialect,
                named(key + ".headers has ", () -> StaticHeaders.of(settings.headers())));
    }

    private static EventDialect dialect(String key, String name, List<? extends EventDialect> others) {
        List<EventDialect> all = new ArrayList<>(List.of(NativeDialect.INSTANCE));
        all.addAll(others);
        return all.stream()
                .filter(dialect -> dialect.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new WebhookSettingsException("%s.dialect is '%s', which is not known; known are %s."
                        .formatted(
                                key, name, all.stream().map(EventDialect::name).collect(Collectors.joining(", ")))));
    }

    private static URI url(String key, @Nullable String written) {
        if (written == null || written.isBlank()) {
            throw new WebhookSettingsException(
                    key + " is missing; it is where events are posted, such as https://example.com/hooks/sluice.");
        }
        URI url;
        try {
            url = URI.create(new URI(written.strip()).toASCIIString());
        } catch (URISyntaxException e) {
            throw new WebhookSettingsException(
                    key + " is not a URL; characters such as blanks must be percent-encoded.");
        }
        String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw new WebhookSettingsException(key + " must begin with https:// or http://.");
        }
        if (url.getHost() == null || url.getPort() > 65535 || url.getPort() == 0) {
            throw new WebhookSettingsException(
                    key + " must name a host of letters, digits, dots and hyphens, and a port from 1 to 65535 if any.");
        }
        if (url.getRawUserInfo() != null) {
            throw new WebhookSettingsException(
                    key + " must not hold a user name or password; put an Authorization header under headers.");
        }
        if (url.getRawFragment() != null) {
            throw new WebhookSettingsException(key + " must not have a part after #, which is never sent.");
        }
        return url;
    }

    private static List<Secret> secrets(String key, List<String> written) {
        List<String> parts = written.stream()
                .flatMap(text -> Arrays.stream(text.split("\\s+", -1)))
                .filter(text -> !text.isEmpty())
                .toList();
        if (parts.isEmpty()) {
            throw new WebhookSettingsException(
                    key + " is missing; it must be whsec_ and 24 to 64 random bytes in base64.");
        }
        return named(
                key + " ",
                "; it must be whsec_ and 24 to 64 random bytes in base64.",
                () -> parts.stream().map(Secret::of).toList());
    }

    private static <T> T named(String beginning, Supplier<T> value) {
        return named(beginning, ".", value);
    }

    private static <T> T named(String beginning, String end, Supplier<T> value) {
        try {
            return value.get();
        } catch (IllegalArgumentException e) {
            throw new WebhookSettingsException(beginning + e.getMessage() + end);
        }
    }
}
