package dev.sluice.artifact;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.UUID;

/**
 * A stored result.
 *
 * @param jobId the job that made it
 * @param attempt the attempt that made it
 * @param summary small facts about it, as JSON
 */
public record Artifact(UUID id, String tenantId, UUID jobId, int attempt, List<PartFile> parts, JsonNode summary) {}
