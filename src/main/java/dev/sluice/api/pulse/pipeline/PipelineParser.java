package dev.sluice.api.pulse.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.api.pulse.chain.StageStep;
import dev.sluice.api.pulse.error.PulseError;
import dev.sluice.api.pulse.extract.ExtractOptionNames;
import dev.sluice.api.pulse.extract.ExtractStep;
import dev.sluice.api.pulse.request.Options;
import dev.sluice.api.upload.Upload;
import dev.sluice.api.upload.UploadedDocument;
import dev.sluice.batch.Operation;
import dev.sluice.intake.ApiDocument;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Reads and checks a request for a pipeline. The keys of {@code steps} are executed in their order: an extraction
 * first, then {@code schema} and {@code split} in any order, {@code tables} last. A {@code schema} after a {@code split}
 * that has {@code split_schema_config} is filled topic by topic.
 */
@Component
class PipelineParser {
    private static final int MOST_WORKERS = 10;
    /** Stands for results that there are not yet. */
    private static final String ANY = new UUID(0, 0).toString();

    private final ExtractStep extractions;
    private final StageStep stages;

    PipelineParser(ExtractStep extractions, StageStep stages) {
        this.extractions = extractions;
        this.stages = stages;
    }

    /**
     * Reads it.
     *
     * @throws dev.sluice.api.upload.BodyException if the body cannot be read
     * @throws dev.sluice.http.ApiException with the first thing that is wrong
     */
    PipelineRequest parse(String tenantId, Upload upload) throws IOException {
        PipelineBody read = PipelineBody.read(upload);
        List<String> warnings = new ArrayList<>();
        Options body = new Options("", read.members());
        String url = body.text("file_url");
        boolean later = body.flag("async", false);
        if (body.flag("auto_delete", false)) {
            warnings.add("auto_delete is ignored: results are kept as the hub's own rules say.");
        }
        JsonNode given = body.take("steps");
        if (!given.isObject() || given.isEmpty()) {
            throw PulseError.REQ_004.because(
                    "steps is missing: an object whose keys are extract or batch_extract, then schema, split and tables.");
        }
        body.unknown(warnings);
        List<Map.Entry<String, JsonNode>> named = List.copyOf(given.properties());
        List<Step.Name> names = names(named);
        boolean batch = names.get(0) == Step.Name.BATCH_EXTRACT;
        ObjectNode first = object("steps." + names.get(0).word(), named.get(0).getValue());
        Input input = batch ? many(upload, first, read.documents(), url) : one(read.documents(), url);
        ExtractOptionNames.Mapped options =
                extractions.check(tenantId, "steps." + names.get(0).word(), first);
        warnings.addAll(options.warnings());
        List<Step> steps = new ArrayList<>(List.of(new Step(names.get(0), null)));
        for (int i = 1; i < names.size(); i++) {
            ObjectNode posted = posted(
                    names.get(i),
                    object("steps." + names.get(i).word(), named.get(i).getValue()));
            ObjectNode tried = posted.deepCopy();
            tried.put(bySplit(steps, names.get(i), posted) ? "split_id" : "extraction_id", ANY);
            warnings.addAll(stages.check(tenantId, operation(names.get(i)), tried));
            steps.add(new Step(names.get(i), posted));
        }
        return new PipelineRequest(
                steps, options, input.documents, input.workers, later, facts(read, input), List.copyOf(warnings));
    }

    private record Input(List<ApiDocument> documents, int workers, List<String> facts) {}

    private static List<Step.Name> names(List<Map.Entry<String, JsonNode>> given) {
        List<Step.Name> names = new ArrayList<>();
        for (Map.Entry<String, JsonNode> step : given) {
            String word = step.getKey().replace("_", "").toLowerCase(Locale.ROOT);
            names.add(
                    java.util.Arrays.stream(Step.Name.values())
                            .filter(name -> name.name().replace("_", "").equalsIgnoreCase(word))
                            .findFirst()
                            .orElseThrow(
                                    () -> PulseError.REQ_003.because(
                                            "steps has a key that is none; known are extract, batch_extract, schema, split and tables.")));
        }
        Set<Step.Name> extractions = Set.of(Step.Name.EXTRACT, Step.Name.BATCH_EXTRACT);
        if (!extractions.contains(names.get(0))) {
            throw PulseError.REQ_003.because("The first of steps must be extract or batch_extract.");
        }
        if (names.stream().filter(extractions::contains).count() > 1) {
            throw PulseError.REQ_003.because("steps.extract and steps.batch_extract exclude each other.");
        }
        int tables = names.indexOf(Step.Name.TABLES);
        if (tables >= 0 && tables < names.size() - 1) {
            throw PulseError.REQ_003.because("steps.tables must be the last step.");
        }
        if (names.get(0) == Step.Name.BATCH_EXTRACT && (tables >= 0 || names.contains(Step.Name.SPLIT))) {
            throw PulseError.REQ_003.because(
                    "steps.split and steps.tables work on one document; with batch_extract use POST /batch/split and /batch/tables.");
        }
        return names;
    }

    private Input one(List<UploadedDocument> documents, @Nullable String url) {
        if (documents.size() + (url == null ? 0 : 1) == 0) {
            throw PulseError.REQ_001.because("There is no document: give file_url, or send it as the part 'file'.");
        }
        if (documents.size() + (url == null ? 0 : 1) > 1) {
            throw PulseError.REQ_003.because("Give exactly one document; for several use steps.batch_extract.");
        }
        return url == null
                ? new Input(stored(documents), 1, sums(documents))
                : new Input(List.of(extractions.at(url)), 1, List.of(url));
    }

    private Input many(Upload upload, ObjectNode step, List<UploadedDocument> parts, @Nullable String url)
            throws IOException {
        Options options = new Options("steps.batch_extract", step);
        List<String> urls = options.texts("file_urls");
        List<UploadedDocument> files = PipelineBody.files(upload, options.at("files"), options.take("files"));
        JsonNode workers = options.take("workers");
        Set<String> own = Set.of("fileurls", "files", "workers");
        List.copyOf(step.properties()).stream()
                .map(Map.Entry::getKey)
                .filter(name -> own.contains(name.replace("_", "").toLowerCase(Locale.ROOT)))
                .forEach(step::remove);
        int kinds = (urls.isEmpty() ? 0 : 1) + (files.isEmpty() ? 0 : 1) + (parts.isEmpty() ? 0 : 1);
        if (kinds == 0) {
            throw PulseError.REQ_001.because(
                    "There are no documents: give one of steps.batch_extract.file_urls and files, or send parts 'file'.");
        }
        if (kinds > 1 || url != null) {
            throw PulseError.REQ_003.because(
                    "Give exactly one of steps.batch_extract.file_urls, steps.batch_extract.files and parts 'file'.");
        }
        if (!workers.isNull()
                && (!workers.isInt() && !workers.isLong() || workers.asLong() < 1 || workers.asLong() > MOST_WORKERS)) {
            throw PulseError.REQ_003.because(options.at("workers") + " must be a whole number from 1 to 10.");
        }
        List<UploadedDocument> uploaded = files.isEmpty() ? parts : files;
        return new Input(
                urls.isEmpty()
                        ? stored(uploaded)
                        : urls.stream().map(extractions::at).toList(),
                workers.isNull() ? 4 : workers.intValue(),
                urls.isEmpty() ? sums(uploaded) : urls);
    }

    private static List<ApiDocument> stored(List<UploadedDocument> documents) {
        return documents.stream()
                .map(document -> ApiDocument.stored(document.content(), document.name(), document.mediaType(), null))
                .toList();
    }

    private static List<String> sums(List<UploadedDocument> documents) {
        return documents.stream()
                .map(document -> document.name() + " " + document.content().sha256())
                .toList();
    }

    private static ObjectNode object(String path, JsonNode value) {
        if (value.isNull() || value.isBoolean() && value.booleanValue()) {
            return JsonNodeFactory.instance.objectNode();
        }
        if (value instanceof ObjectNode object) {
            return object.deepCopy();
        }
        throw PulseError.REQ_003.because(path + " must be an object.");
    }

    /** What would be posted for that step alone; its configuration may stand in the step itself. */
    private static ObjectNode posted(Step.Name name, ObjectNode step) {
        String config = name.word() + "_config";
        boolean wrapped = step.properties().stream()
                .map(member -> member.getKey().replace("_", "").toLowerCase(Locale.ROOT))
                .anyMatch(member -> member.endsWith("config") || member.endsWith("configid"));
        if (wrapped) {
            return step;
        }
        ObjectNode posted = JsonNodeFactory.instance.objectNode();
        posted.set(config, step);
        return posted;
    }

    /** Whether the step works on the topics of a split before it. */
    static boolean bySplit(List<Step> before, Step.Name name, ObjectNode posted) {
        return name == Step.Name.SCHEMA
                && before.stream().anyMatch(step -> step.name() == Step.Name.SPLIT)
                && posted.properties().stream()
                        .anyMatch(member -> member.getKey().replace("_", "").equalsIgnoreCase("splitschemaconfig"));
    }

    static Operation operation(Step.Name name) {
        return switch (name) {
            case EXTRACT, BATCH_EXTRACT -> Operation.EXTRACT;
            case SCHEMA -> Operation.SCHEMA;
            case SPLIT -> Operation.SPLIT;
            case TABLES -> Operation.TABLES;
        };
    }

    private static ObjectNode facts(PipelineBody body, Input input) {
        ObjectNode facts = JsonNodeFactory.instance.objectNode().put("path", "POST /pipeline/execute");
        facts.set("body", body.members());
        input.facts.forEach(facts.putArray("documents")::add);
        return facts;
    }
}
