package dev.sluice.security;

import dev.sluice.home.SluiceHome;
import dev.sluice.home.StartFailure;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Sees to it that there is a key before the first request: the configured one, or one that is made at the first start,
 * shown once and written to a file that only the user who runs Sluice may read.
 */
public final class FirstKey {
    /** The file in the home. */
    static final String FILE = "api-key";

    /** The only tenant until keys for more are made. */
    static final String TENANT = "default";

    private static final Pattern CONFIGURABLE = Pattern.compile("[!-~]{16,512}");
    private static final Set<Scope> ALL = Set.of(Scope.WRITE);

    private final ApiKeyTable table;
    private final SluiceHome home;
    private final InstantSource clock;
    private final Random random;
    private final String where;

    FirstKey(ApiKeyTable table, SluiceHome home, InstantSource clock, Random random, String configured) {
        this.table = table;
        this.home = home;
        this.clock = clock;
        this.random = random;
        this.where = configured.isEmpty() ? ensureOne() : configure(configured);
    }

    /** Where a person finds the key, as a sentence; holds the key itself only when it has just been made. */
    public String where() {
        return where;
    }

    private String configure(String configured) {
        if (!CONFIGURABLE.matcher(configured).matches()) {
            throw new StartFailure("SLUICE_API_KEY must have 16 to 512 characters, visible ASCII ones without blanks,"
                    + " and has " + configured.length()
                    + "; \"openssl rand -hex 32\" makes a good one, and without any Sluice makes one itself.");
        }
        KeyText key = KeyText.of(configured);
        table.removeConfigured(key.id());
        boolean known = table.unrevoked().stream()
                .anyMatch(
                        stored -> stored.id().equals(key.id()) && stored.hash().matches(key.hash()));
        if (!known && !table.store(TENANT, key, "SLUICE_API_KEY", ALL, ApiKey.Origin.CONFIGURED, null)) {
            throw new StartFailure("SLUICE_API_KEY is a key that has been revoked; set another.");
        }
        return "the one that SLUICE_API_KEY sets";
    }

    private String ensureOne() {
        table.removeConfigured(null);
        List<ApiKey> active = table.unrevoked().stream()
                .filter(key -> key.active(clock.instant()) && key.scopes().contains(Scope.WRITE))
                .toList();
        Path file = home.root().resolve(FILE);
        Optional<KeyText> written = home.readPrivate(FILE).map(KeyText::of).filter(KeyText::generated);
        boolean usable = written.isPresent()
                && active.stream()
                        .anyMatch(key -> key.id().equals(written.get().id())
                                && key.hash().matches(written.get().hash()));
        if (usable) {
            return "in " + file;
        }
        if (!active.isEmpty()) {
            return active.size() + " made earlier; \"keys list\" shows them";
        }
        // After a kill between the two steps below, and when the home got a new database, the file is there already.
        if (written.isPresent() && table.store(TENANT, written.get(), "first key", ALL, ApiKey.Origin.FIRST, null)) {
            return "in " + file;
        }
        KeyText made = KeyText.generate(random);
        home.writePrivate(FILE, made.secret() + "\n");
        table.store(TENANT, made, "first key", ALL, ApiKey.Origin.FIRST, null);
        return made.secret() + " (just made and not shown again; it is also in " + file + ")";
    }
}
