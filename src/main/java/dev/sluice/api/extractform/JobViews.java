package dev.sluice.api.extractform;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.artifact.ArtifactStore;
import dev.sluice.batch.Job;
import dev.sluice.batch.JobEntry;
import dev.sluice.batch.JobSettings;
import dev.sluice.intake.document.DocumentFacts;
import dev.sluice.intake.document.Documents;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Adds to a page of jobs what others know of them: two statements, whatever the number of jobs. */
@Component
class JobViews {
    private final Documents documents;
    private final ArtifactStore artifacts;
    private final int maxAttempts;

    JobViews(Documents documents, ArtifactStore artifacts, JobSettings settings) {
        this.documents = documents;
        this.artifacts = artifacts;
        this.maxAttempts = settings.retrySchedule().size() + 1;
    }

    List<JobView> of(String tenantId, List<JobEntry> entries) {
        Map<UUID, DocumentFacts> facts = documents.find(tenantId, ids(entries, Job::intakeId));
        Map<UUID, JsonNode> summaries = artifacts.summaries(tenantId, ids(entries, Job::artifactId));
        return entries.stream()
                .map(entry -> JobView.of(
                        entry,
                        known(facts, entry.job().intakeId()),
                        known(summaries, entry.job().artifactId()),
                        maxAttempts))
                .toList();
    }

    JobView of(String tenantId, JobEntry entry) {
        return of(tenantId, List.of(entry)).get(0);
    }

    private static <T> @Nullable T known(Map<UUID, T> all, @Nullable UUID id) {
        return id == null ? null : all.get(id);
    }

    private static List<UUID> ids(List<JobEntry> entries, Function<Job, @Nullable UUID> id) {
        return entries.stream()
                .map(JobEntry::job)
                .map(id)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }
}
