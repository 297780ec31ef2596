package dev.sluice.security;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * Tells whose key it is. All keys are held in memory and read again after two seconds, so that a guess costs no
 * statement, and a revoked key is refused within {@link #LONGEST} on every node, or sooner.
 */
final class KeyRing {
    /** A copy of that age is no longer believed; if no newer one can be had, nobody is let in. */
    static final Duration LONGEST = Duration.ofSeconds(5);

    private static final Logger log = LoggerFactory.getLogger(KeyRing.class);
    private static final Duration FRESH = Duration.ofSeconds(2);
    /** For a key that looks right and is not known: it may just have been made. */
    private static final Duration FRESH_FOR_UNKNOWN = Duration.ofMillis(100);

    private static final Duration USE_NOTED_EVERY = Duration.ofMinutes(1);
    private static final KeyHash NOBODYS = new KeyHash(new byte[32]);

    private record Copy(Map<String, ApiKey> keys, long readAt) {}

    private final ApiKeyTable table;
    private final InstantSource clock;
    private final LongSupplier nanoTime;
    private final ReentrantLock reading = new ReentrantLock();
    private final Map<String, Instant> noted = new ConcurrentHashMap<>();
    private volatile @Nullable Copy copy;

    KeyRing(ApiKeyTable table, InstantSource clock, LongSupplier nanoTime) {
        this.table = table;
        this.clock = clock;
        this.nanoTime = nanoTime;
    }

    /**
     * The key of this text, if it is one that opens anything now.
     *
     * @throws DataAccessException if that cannot be said, because the keys cannot be read
     */
    Optional<ApiKey> find(String text) {
        KeyText shown = KeyText.of(text);
        ApiKey key = keys(FRESH).get(shown.id());
        if (key == null && shown.generated()) {
            key = keys(FRESH_FOR_UNKNOWN).get(shown.id());
        }
        // The same work whether there is such an id or not.
        boolean matches = (key == null ? NOBODYS : key.hash()).matches(shown.hash());
        if (key == null || !matches || !key.active(clock.instant())) {
            return Optional.empty();
        }
        noteUse(key);
        return Optional.of(key);
    }

    /** The key of this id, if it opens anything now, without its text being shown. */
    Optional<ApiKey> byId(String id) {
        return Optional.ofNullable(keys(FRESH).get(id)).filter(key -> key.active(clock.instant()));
    }

    private Map<String, ApiKey> keys(Duration wanted) {
        Copy known = copy;
        if (known != null && age(known) < wanted.toNanos()) {
            return known.keys();
        }
        boolean bearable = known != null && age(known) < LONGEST.toNanos();
        if (bearable ? reading.tryLock() : lock()) {
            try {
                Copy meanwhile = copy;
                return meanwhile != null && meanwhile != known && age(meanwhile) < LONGEST.toNanos()
                        ? meanwhile.keys()
                        : read();
            } catch (DataAccessException e) {
                if (known != null && age(known) < LONGEST.toNanos()) {
                    return known.keys();
                }
                throw e;
            } finally {
                reading.unlock();
            }
        }
        return known == null ? Map.of() : known.keys();
    }

    private boolean lock() {
        reading.lock();
        return true;
    }

    private Map<String, ApiKey> read() {
        long before = nanoTime.getAsLong();
        Map<String, ApiKey> keys =
                table.unrevoked().stream().collect(Collectors.toUnmodifiableMap(ApiKey::id, Function.identity()));
        copy = new Copy(keys, before);
        noted.keySet().retainAll(keys.keySet());
        return keys;
    }

    private long age(Copy known) {
        return nanoTime.getAsLong() - known.readAt();
    }

    /** Coarse on purpose: at most one write a minute and key, and no request fails for it. */
    private void noteUse(ApiKey key) {
        Instant now = clock.instant();
        Instant last = noted.get(key.id());
        if (last != null && now.isBefore(last.plus(USE_NOTED_EVERY))) {
            return;
        }
        if (last == null ? noted.putIfAbsent(key.id(), now) == null : noted.replace(key.id(), last, now)) {
            try {
                table.used(key.tenantId(), key.id(), USE_NOTED_EVERY);
            } catch (DataAccessException e) {
                log.warn("The use of key {} could not be noted: {}", key.id(), e.getMessage());
            }
        }
    }
}
