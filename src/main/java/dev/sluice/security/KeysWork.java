package dev.sluice.security;

import java.io.PrintStream;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Does what {@code keys} was asked for. The key itself is all that goes to stdout, so that scripts can take it. */
final class KeysWork {
    private final ApiKeyTable table;
    private final InstantSource clock;
    private final Random random;
    private final PrintStream out;
    private final PrintStream err;

    KeysWork(ApiKeyTable table, InstantSource clock, Random random, PrintStream out, PrintStream err) {
        this.table = table;
        this.clock = clock;
        this.random = random;
        this.out = out;
        this.err = err;
    }

    int run(KeysArguments arguments) {
        return switch (arguments.verb()) {
            case CREATE -> create(arguments);
            case LIST -> list(arguments.tenant());
            case REVOKE -> revoke(arguments.tenant(), arguments.id());
        };
    }

    private int create(KeysArguments arguments) {
        KeyText key = KeyText.generate(random);
        Instant expires = arguments.expires() == null ? null : clock.instant().plus(arguments.expires());
        if (!table.store(
                arguments.tenant(), key, arguments.name(), Set.of(arguments.scope()), ApiKey.Origin.CREATED, expires)) {
            throw new IllegalStateException("two keys of one random id");
        }
        out.println(key.secret());
        err.printf(
                "Made key %s, \"%s\": %s, %s. It is not shown again.%n",
                key.id(),
                arguments.name(),
                arguments.scope() == Scope.READ ? "may read" : "may do everything",
                expires == null ? "does not expire" : "expires " + time(expires));
        return 0;
    }

    private int list(String tenant) {
        List<ApiKey> keys = table.list(tenant);
        String row = "%-12s  %-20s  %-5s  %-16s  %-16s  %-16s  %s%n";
        out.printf(row, "id", "name", "scope", "made", "last used", "expires", "state");
        Instant now = clock.instant();
        for (ApiKey key : keys) {
            String state = key.revokedAt() != null
                    ? "revoked " + time(key.revokedAt())
                    : key.active(now) ? "active" : "expired";
            out.printf(
                    row,
                    key.id(),
                    key.name(),
                    key.scopes().stream().map(Scope::word).sorted().collect(Collectors.joining("+")),
                    time(key.createdAt()),
                    time(key.lastUsedAt()),
                    time(key.expiresAt()),
                    state);
        }
        return 0;
    }

    private int revoke(String tenant, String id) {
        if (!table.revoke(tenant, id)) {
            err.println("Not done: there is no key " + id + " that could be revoked; keys list shows all.");
            return 1;
        }
        err.println("Revoked key " + id + ": a running hub refuses it within 5 seconds.");
        Instant now = clock.instant();
        if (table.list(tenant).stream()
                .noneMatch(key -> key.active(now) && key.scopes().contains(Scope.WRITE))) {
            err.println("No key is left that may do everything; keys create makes one, and so does the next start.");
        }
        return 0;
    }

    private static String time(@Nullable Instant instant) {
        return instant == null
                ? "-"
                : instant.truncatedTo(ChronoUnit.MINUTES).toString().replace(":00Z", "Z");
    }
}
