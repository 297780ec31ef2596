package dev.sluice.api.pulse.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.f4b6a3.uuid.util.UuidUtil;
import dev.sluice.api.pulse.answer.PulseTime;
import dev.sluice.batch.EventType;
import dev.sluice.webhook.EventDialect;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Events in this dialect's words: the vendor's five, each of which can be about a batch or about one document. The body
 * is {@code {type, timestamp, job_id, data: {job_id, status, created_at, updated_at}}}; of a batch, {@code data} also has
 * {@code kind} and {@code progress}; of a document in a batch, {@code batch_job_id} and {@code source_id}; of what
 * failed, {@code error} and {@code code}. The names spell the end on request {@code cancelled}, the status {@code
 * canceled}, as the vendor does. Headers come in both families, {@code webhook-*} and the older {@code svix-*}.
 */
@Component
class PulseEvents implements EventDialect {
    private static final Map<String, Set<String>> TYPES = new LinkedHashMap<>();

    static {
        TYPES.put("job.created", words(EventType.JOB_RUN_CREATED, EventType.JOB_CREATED));
        TYPES.put("job.processing", words(EventType.JOB_RUN_STARTED, EventType.JOB_STARTED));
        TYPES.put("job.completed", words(EventType.JOB_RUN_COMPLETED, EventType.JOB_COMPLETED));
        TYPES.put("job.failed", words(EventType.JOB_RUN_FAILED, EventType.JOB_FAILED));
        TYPES.put("job.cancelled", words(EventType.JOB_RUN_CANCELLED, EventType.JOB_CANCELLED));
    }

    private static Set<String> words(EventType run, EventType job) {
        return Set.of(run.word(), job.word());
    }

    @Override
    public String name() {
        return "pulse";
    }

    @Override
    public Map<String, Set<String>> types() {
        return new LinkedHashMap<>(TYPES);
    }

    /** All, as the vendor's portal has it for an endpoint without a filter. */
    @Override
    public Set<String> usual() {
        return TYPES.keySet();
    }

    @Override
    public String messageId(UUID eventId) {
        return "msg_" + eventId;
    }

    @Override
    public List<String> headerFamilies() {
        return List.of("webhook", "svix");
    }

    @Override
    public Optional<Told> tell(String type, JsonNode event) {
        JsonNode data = event.path("data");
        if (type.equals(EventType.JOB_STARTED.word()) && data.path("attempt").asInt() > 1) {
            return Optional.empty(); // to these clients a job that is tried once more has been processing all the time
        }
        return TYPES.entrySet().stream()
                .filter(own -> own.getValue().contains(type))
                .findFirst()
                .map(own -> new Told(
                        own.getKey(),
                        body(own.getKey(), type.startsWith("job_run."), event).toString()));
    }

    private static ObjectNode body(String type, boolean batch, JsonNode event) {
        JsonNode given = event.path("data");
        String id = given.path("id").asText();
        Instant at = Instant.parse(event.path("timestamp").asText());
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("type", type).put("timestamp", PulseTime.of(at)).put("job_id", id);
        ObjectNode data = body.putObject("data").put("job_id", id);
        if (batch) {
            data.put("status", status(given, "receiving", "processing"));
            data.put(
                    "created_at",
                    PulseTime.of(Instant.parse(given.path("createdAt").asText())));
        } else {
            data.put("status", type.equals("job.processing") ? "processing" : status(given, "ready", "pending"));
            data.put("created_at", PulseTime.of(accepted(UUID.fromString(id), at)));
        }
        data.put("updated_at", PulseTime.of(at));
        if (batch) {
            data.put("kind", "batch_" + given.path("operation").asText());
            progress(given.path("counts"), data.putObject("progress"));
        } else {
            copy(given, "batchId", data, "batch_job_id");
            copy(given, "intakeId", data, "source_id");
        }
        if (given.path("error").isObject()) {
            data.put("error", given.at("/error/message").asText());
            data.put("code", given.at("/error/code").asText());
        }
        return body;
    }

    /** Ids are UUIDv7: they tell when the document was accepted. */
    private static Instant accepted(UUID id, Instant otherwise) {
        return id.version() == 7 ? UuidUtil.getInstant(id) : otherwise;
    }

    private static String status(JsonNode given, String inner, String outer) {
        String status = given.path("status").asText();
        return status.equals(inner) ? outer : status;
    }

    private static void progress(JsonNode counts, ObjectNode progress) {
        for (String name : List.of("total", "completed", "failed", "canceled")) {
            progress.put(name, counts.path(name).asInt());
        }
    }

    private static void copy(JsonNode from, String name, ObjectNode to, String newName) {
        if (from.path(name).isTextual()) {
            to.put(newName, from.path(name).textValue());
        }
    }
}
