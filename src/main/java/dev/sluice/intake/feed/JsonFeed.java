package dev.sluice.intake.feed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;

/** JSON Feed 1.1, and the two simpler forms people write by hand: an array of URLs, an array of objects with a url. */
final class JsonFeed {
    private static final ObjectMapper JSON = new ObjectMapper();

    private JsonFeed() {}

    static Feed read(String text, EntryCollector entries) throws FeedException {
        JsonNode root;
        try {
            root = JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new FeedException(
                    "The feed is broken JSON: %s (line %d)."
                            .formatted(
                                    e.getOriginalMessage(),
                                    e.getLocation() == null
                                            ? 0
                                            : e.getLocation().getLineNr()),
                    e);
        }
        JsonNode items = root.isArray() ? root : root.path("items");
        if (!items.isArray()) {
            throw new FeedException(
                    "The feed is JSON, but has no array \"items\"; see jsonfeed.org, or list URLs as an array.", null);
        }
        for (JsonNode item : items) {
            if (item.isTextual()) {
                entries.add(null, item.asText(), null, null);
            } else {
                add(item, entries);
            }
        }
        return entries.feed(Feed.Format.JSON_FEED);
    }

    /** An attachment is the document; without one it is the page. */
    private static void add(JsonNode item, EntryCollector entries) throws FeedException {
        String id = text(item, "id");
        String version = first(item, "date_modified", "date_published");
        String title = text(item, "title");
        JsonNode attachments = item.path("attachments");
        if (!attachments.isArray() || attachments.isEmpty()) {
            entries.add(id, first(item, "url", "external_url"), version, title);
            return;
        }
        for (int i = 0; i < attachments.size(); i++) {
            JsonNode attachment = attachments.get(i);
            String own = id == null || i == 0 ? id : id + "#" + (i + 1);
            String name = text(attachment, "title");
            entries.add(own, text(attachment, "url"), version, name == null ? title : name);
        }
    }

    private static @Nullable String first(JsonNode item, String name, String otherwise) {
        String text = text(item, name);
        return text == null ? text(item, otherwise) : text;
    }

    private static @Nullable String text(JsonNode item, String name) {
        JsonNode value = item.path(name);
        return value.isValueNode() && !value.isNull() ? value.asText() : null;
    }
}
