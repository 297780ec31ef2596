package dev.sluice.batch;

import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.util.function.SingletonSupplier;

/** Everybody's interest in events. The parties are looked up late, for they may themselves need the core. */
final class EventInterests implements EventInterest {
    private final SingletonSupplier<List<EventInterest>> parties;

    EventInterests(ObjectProvider<EventInterest> parties) {
        this.parties = SingletonSupplier.of(() -> parties.orderedStream().toList());
    }

    @Override
    public boolean wants(String type) {
        return parties.obtain().stream().anyMatch(party -> party.wants(type));
    }

    @Override
    public void written() {
        parties.obtain().forEach(EventInterest::written);
    }
}
