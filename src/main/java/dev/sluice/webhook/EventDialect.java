package dev.sluice.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * In whose words an endpoint is told of events: {@code sluice.webhook.endpoints[n].dialect}. A pure mapping: the same
 * event always gives the same bytes, and never document content. Beans of this type are known beside {@code native}.
 */
public interface EventDialect {
    /** As it stands in the configuration. */
    String name();

    /** The events that it has, in their usual order, each with the native types that it is made of. */
    Map<String, Set<String>> types();

    /** Those of its events that an endpoint gets which names none. */
    Set<String> usual();

    /**
     * What an endpoint is told.
     *
     * @param type of its own
     * @param body JSON; null: that of the event itself
     */
    record Told(String type, @Nullable String body) {}

    /**
     * Says an event in its words.
     *
     * @param type native
     * @param event the native body: {@code {type, timestamp, data}}
     * @return empty if this dialect has nothing to tell of it
     */
    Optional<Told> tell(String type, JsonNode event);

    /** The message's id for the receiver; the same at every attempt, and without a dot. */
    String messageId(UUID eventId);

    /** What the headers' names begin with, before {@code -id}, {@code -timestamp} and {@code -signature}. */
    List<String> headerFamilies();
}
