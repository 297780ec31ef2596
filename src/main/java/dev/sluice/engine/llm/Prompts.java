package dev.sluice.engine.llm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Puts messages together from the texts in {@code prompts/}. The document comes last, as data between two lines that it
 * cannot know and cannot contain.
 */
final class Prompts {
    private final Supplier<String> nonces;

    /**
     * Prompts.
     *
     * @param nonces texts that nobody can guess, another one each time
     */
    Prompts(Supplier<String> nonces) {
        this.nonces = nonces;
    }

    /**
     * The messages of a first request.
     *
     * @param schemaInPrompt whether the endpoint is not told the schema otherwise
     * @param image a data URL of the document, or null
     */
    ArrayNode messages(LlmTask task, DocumentText text, boolean schemaInPrompt, @Nullable String image) {
        String nonce = nonces.get();
        StringBuilder user = new StringBuilder(read(task.name()));
        if (schemaInPrompt) {
            user.append("\nSCHEMA OF THE ANSWER\n").append(task.answerSchema()).append('\n');
        }
        if (!task.request().isEmpty()) {
            user.append("\nREQUEST OF THE CLIENT\n").append(task.request()).append('\n');
        }
        user.append("\nBEGIN DOCUMENT ").append(nonce).append('\n');
        user.append(text.lines());
        user.append("END DOCUMENT ").append(nonce).append('\n');
        ArrayNode messages = JsonNodeFactory.instance.arrayNode();
        messages.add(message("system", read("rules").formatted(nonce)));
        ObjectNode message = messages.addObject().put("role", "user");
        if (image == null) {
            message.put("content", user.toString());
        } else {
            ArrayNode parts = message.putArray("content");
            parts.addObject().put("type", "text").put("text", user.toString());
            parts.addObject().put("type", "image_url").putObject("image_url").put("url", image);
        }
        return messages;
    }

    /** The same conversation with the answer and what is wrong with it. */
    static ArrayNode repair(ArrayNode messages, String answer, List<String> problems) {
        ArrayNode longer = messages.deepCopy();
        longer.add(message("assistant", answer));
        longer.add(message("user", read("repair").formatted("- " + String.join("\n- ", problems))));
        return longer;
    }

    private static JsonNode message(String role, String content) {
        return JsonNodeFactory.instance.objectNode().put("role", role).put("content", content);
    }

    private static String read(String name) {
        try (InputStream in = Prompts.class.getResourceAsStream("/prompts/" + name + ".txt")) {
            if (in == null) {
                throw new IllegalStateException("there is no prompt " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
