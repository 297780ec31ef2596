package dev.sluice.api.pulse.chain;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.api.pulse.result.CitationIds;
import dev.sluice.artifact.Artifact;
import dev.sluice.artifact.ArtifactStore;
import dev.sluice.batch.JobRequest;
import dev.sluice.batch.JobRequests;
import dev.sluice.engine.Extraction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds out what a result was made of. */
@Component
class Origins {
    /**
     * What a result was made of.
     *
     * @param options its job's
     * @param extractions their artifacts in the order of the job's inputs; empty if it was made of a document at once
     * @param splitId the job of the split that was its input, or null
     * @param pages of the extractions together
     */
    record Origin(
            ObjectNode options,
            List<UUID> extractions,
            @Nullable UUID splitId,
            int pages) {
        /** The only extraction; null if there are none or several. */
        @Nullable
        UUID only() {
            return extractions.size() == 1 ? extractions.get(0) : null;
        }
    }

    private final JobRequests requests;
    private final ArtifactStore artifacts;
    private final ObjectMapper mapper;

    Origins(JobRequests requests, ArtifactStore artifacts, ObjectMapper mapper) {
        this.requests = requests;
        this.artifacts = artifacts;
        this.mapper = mapper;
    }

    Origin of(Artifact artifact) throws JsonProcessingException {
        String tenantId = artifact.tenantId();
        JobRequest request = requests.of(tenantId, artifact.jobId());
        Map<UUID, JsonNode> summaries = artifacts.summaries(tenantId, request.inputs());
        List<UUID> extractions = new ArrayList<>();
        UUID splitId = null;
        for (UUID input : request.inputs()) {
            JsonNode summary = summaries.get(input);
            if (summary != null && summary.has("splitOf")) {
                extractions.add(UUID.fromString(summary.get("splitOf").asText()));
                splitId = artifacts.find(tenantId, input).map(Artifact::jobId).orElse(null);
            } else {
                extractions.add(input);
            }
        }
        if (splitId != null) {
            summaries = artifacts.summaries(tenantId, extractions);
        }
        int pages = 0;
        for (UUID extraction : extractions) {
            JsonNode summary = Optional.ofNullable(summaries.get(extraction)).orElseGet(mapper::createObjectNode);
            pages += Math.max(1, summary.path("pageCount").asInt(1));
        }
        return new Origin(request.options(mapper), extractions, splitId, Math.max(1, pages));
    }

    /** How the blocks of its extractions are cited. */
    CitationIds citations(Artifact artifact, boolean merged) {
        return new CitationIds(
                extraction -> extraction == null
                        ? artifacts.part(artifact.id(), Extraction.RESULT_BESIDE)
                        : artifacts.part(extraction, blocks(artifact.tenantId(), extraction)),
                merged);
    }

    /** The part with the blocks: an extraction that a schema was filled beside has it under another name. */
    private String blocks(String tenantId, UUID extraction) {
        boolean beside = artifacts.find(tenantId, extraction).stream()
                .flatMap(found -> found.parts().stream())
                .anyMatch(part -> part.name().equals(Extraction.RESULT_BESIDE));
        return beside ? Extraction.RESULT_BESIDE : "result.json";
    }
}
