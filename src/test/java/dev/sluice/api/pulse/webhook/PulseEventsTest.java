package dev.sluice.api.pulse.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.batch.EventType;
import dev.sluice.webhook.EventDialect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PulseEventsTest {
    private final ObjectMapper json = new ObjectMapper();
    private final PulseEvents events = new PulseEvents();

    /** What is told of each native event of the golden file. */
    private List<String> told() throws IOException {
        return Files.readAllLines(Path.of("src/test/resources/golden/events.jsonl")).stream()
                .flatMap(line -> {
                    try {
                        return events.tell(json.readTree(line).path("type").asText(), json.readTree(line)).stream();
                    } catch (IOException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .map(EventDialect.Told::body)
                .toList();
    }

    @Test
    void the_bodies_are_those_of_the_golden_file() throws IOException {
        assertThat(String.join("\n", told()) + "\n")
                .isEqualTo(Files.readString(Path.of("src/test/resources/golden/pulse-events.jsonl")));
    }

    @Test
    void names_spell_cancelled_and_statuses_spell_canceled() throws IOException {
        assertThat(told())
                .filteredOn(body -> body.contains("cancelled"))
                .isNotEmpty()
                .allMatch(body ->
                        body.startsWith("{\"type\":\"job.cancelled\"") && body.contains("\"status\":\"canceled\""));
    }

    @Test
    void every_native_event_but_progress_is_told() {
        Set<String> told = events.types().values().stream().flatMap(Set::stream).collect(Collectors.toSet());

        assertThat(told)
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(EventType.values())
                        .filter(type -> type != EventType.JOB_RUN_PROGRESS)
                        .map(EventType::word)
                        .toList());
        assertThat(events.usual()).isEqualTo(events.types().keySet());
    }

    @Test
    void a_second_attempt_is_nothing_new() throws IOException {
        String started = "{\"type\":\"job.started\",\"timestamp\":\"2026-01-01T00:00:00Z\",\"data\":{\"id\":"
                + "\"00000000-0000-7001-8000-000000000001\",\"status\":\"running\",\"attempt\":%d}}";

        assertThat(events.tell("job.started", json.readTree(started.formatted(1))))
                .isPresent();
        assertThat(events.tell("job.started", json.readTree(started.formatted(2))))
                .isEmpty();
    }
}
