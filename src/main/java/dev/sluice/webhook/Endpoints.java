package dev.sluice.webhook;

import dev.sluice.batch.EventInterest;
import dev.sluice.batch.WakeUp;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The configured endpoints, and which of them are enabled as far as this node knows. */
final class Endpoints implements EventInterest {
    private final Map<UUID, Endpoint> byId = new HashMap<>();
    private final List<Endpoint> all;
    private final WakeUp wakeUp;
    private volatile Set<UUID> disabled = Set.of();
    private volatile Set<String> wanted;

    Endpoints(List<Endpoint> all, WakeUp wakeUp) {
        this.all = List.copyOf(all);
        this.wakeUp = wakeUp;
        all.forEach(endpoint -> byId.put(endpoint.id(), endpoint));
        wanted = wanted(Set.of());
    }

    List<Endpoint> all() {
        return all;
    }

    @Nullable
    Endpoint get(UUID id) {
        return byId.get(id);
    }

    /** The enabled endpoints of a tenant that subscribe to the type. */
    List<Endpoint> subscribed(String tenantId, String type) {
        return all.stream()
                .filter(endpoint -> endpoint.tenantId().equals(tenantId))
                .filter(endpoint -> !disabled.contains(endpoint.id()))
                .filter(endpoint -> endpoint.subscription().includes(type))
                .toList();
    }

    /** What the rows say about who is disabled. */
    void disabled(Collection<UUID> ids) {
        Set<UUID> now = Set.copyOf(ids);
        if (!now.equals(disabled)) {
            disabled = now;
            wanted = wanted(now);
        }
    }

    @Override
    public boolean wants(String type) {
        return wanted.contains(type);
    }

    @Override
    public void written() {
        wakeUp.signal();
    }

    private Set<String> wanted(Set<UUID> disabled) {
        return all.stream()
                .filter(endpoint -> !disabled.contains(endpoint.id()))
                .flatMap(endpoint -> endpoint.subscription().types().stream())
                .collect(Collectors.toUnmodifiableSet());
    }
}
