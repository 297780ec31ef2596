package dev.sluice.artifact;

import dev.sluice.artifact.s3.S3Address;
import dev.sluice.artifact.s3.S3Objects;
import dev.sluice.batch.ClaimedJob;
import dev.sluice.batch.ErrorCode;
import dev.sluice.batch.SluiceException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Copies results to where the client who submitted a batch wants them: below an S3 prefix, into a folder, or both. */
public final class OutputDestinations {
    /** The part of an artifact that is the job's result. */
    private static final String RESULT = "result.json";

    private static final String MANIFEST = "manifest.json";

    private final S3Objects objects;
    private final LocalOutput local;
    private final ArtifactStore artifacts;

    OutputDestinations(S3Objects objects, LocalOutput local, ArtifactStore artifacts) {
        this.objects = objects;
        this.local = local;
        this.artifacts = artifacts;
    }

    /**
     * Judges what a client asks for, without writing anything.
     *
     * @param s3Prefix {@code s3://bucket/prefix}, with or without a slash at its end, or null
     * @param localPath a folder: relative to the first of {@code sluice.output.local-roots}, or absolute and below one
     *     of them; or null
     * @return what to keep with the batch
     * @throws SluiceException {@code INVALID_OUTPUT} with a sentence that says what is wrong; {@code STORAGE_NOT_FOUND}
     *     if no connection serves the bucket, or its store has no such bucket; {@code OUTPUT_NOT_WRITABLE} if a root
     *     cannot be used
     */
    public OutputTarget check(@Nullable String s3Prefix, @Nullable String localPath) {
        if (s3Prefix == null && localPath == null) {
            throw new SluiceException(
                    ErrorCode.INVALID_OUTPUT,
                    "The output names no destination: give an S3 prefix, a local path or both.");
        }
        S3Address prefix = s3Prefix == null ? null : prefix(s3Prefix);
        String folder = localPath == null ? null : local.check(localPath).toString();
        if (prefix != null) {
            objects.requireBucket(prefix.bucket());
        }
        return new OutputTarget(prefix == null ? null : prefix.toString(), folder);
    }

    /**
     * Writes {@code <file name>.<job id>.json}, which holds exactly the job's result, to every destination: whole or not
     * at all. Doing it again replaces it.
     *
     * @param fileName of the document, as its source calls it: {@link SafeName} makes a name of it
     * @return where the results lie: {@code s3://bucket/key} and absolute paths
     * @throws SluiceException {@code OUTPUT_NOT_WRITABLE} or {@code INVALID_OUTPUT} if a destination cannot be written;
     *     {@code STORAGE_UNAVAILABLE} if another attempt may succeed
     */
    public List<String> write(OutputTarget target, String fileName, StoredResult result) {
        Path content = artifacts.part(result.artifactId(), RESULT);
        if (!Files.isRegularFile(content)) {
            throw new IllegalStateException("the artifact %s has no %s".formatted(result.artifactId(), RESULT));
        }
        return write(target, fileName, result.job(), content);
    }

    /**
     * The same with another content: the result in the words of the dialect that took the batch in.
     *
     * @param content a file that does not change meanwhile
     */
    public List<String> write(OutputTarget target, String fileName, ClaimedJob job, Path content) {
        String name = name(fileName, job.jobId());
        List<String> written = new ArrayList<>();
        if (target.s3Prefix() != null) {
            written.add(put(target.s3Prefix(), name, content));
        }
        if (target.localPath() != null) {
            List<String> temporary = IntStream.rangeClosed(Math.max(1, job.attempt() - 20), job.attempt())
                    .mapToObj(attempt -> "." + job.jobId() + "-" + attempt + Durable.TEMPORARY_SUFFIX)
                    .toList();
            written.add(
                    local.write(target.localPath(), name, temporary, content).toString());
        }
        return written;
    }

    /**
     * Writes {@code <batch id>/manifest.json} to every destination: whole or not at all. Doing it again replaces it. It
     * has a folder of its own because many batches may share a destination: none may take the other's, whichever node
     * writes it, and an S3 store offers no way to ask first. Whoever knows the batch's id knows where it lies.
     *
     * @param content a file that does not change meanwhile
     * @return where it lies: {@code s3://bucket/key} and absolute paths
     * @throws SluiceException as {@link #write}
     */
    public List<String> writeManifest(OutputTarget target, UUID batchId, Path content) {
        List<String> written = new ArrayList<>();
        if (target.s3Prefix() != null) {
            written.add(put(target.s3Prefix(), batchId + "/" + MANIFEST, content));
        }
        if (target.localPath() != null) {
            String folder =
                    Path.of(target.localPath()).resolve(batchId.toString()).toString();
            List<String> temporary = List.of("." + MANIFEST + Durable.TEMPORARY_SUFFIX);
            written.add(local.write(folder, MANIFEST, temporary, content).toString());
        }
        return written;
    }

    private String put(String s3Prefix, String name, Path content) {
        S3Address prefix = prefix(s3Prefix);
        S3Address address = new S3Address(prefix.bucket(), prefix.key() + name);
        try {
            objects.put(address, null, content, "application/json");
        } catch (SluiceException e) {
            ErrorCode code = e.failure().code();
            throw code == ErrorCode.STORAGE_UNAVAILABLE
                    ? e
                    : new SluiceException(
                            ErrorCode.OUTPUT_NOT_WRITABLE, e.failure().message(), e);
        }
        return address.toString();
    }

    /** Where {@link #write} puts the result of that job, without asking a store. */
    public static List<String> places(OutputTarget target, String fileName, UUID jobId) {
        List<String> places = new ArrayList<>();
        if (target.s3Prefix() != null) {
            places.add(target.s3Prefix() + name(fileName, jobId));
        }
        if (target.localPath() != null) {
            places.add(
                    Path.of(target.localPath()).resolve(name(fileName, jobId)).toString());
        }
        return places;
    }

    private static String name(String fileName, UUID jobId) {
        return "%s.%s.json".formatted(SafeName.of(fileName), jobId);
    }

    private S3Address prefix(String text) {
        S3Address address;
        try {
            address = S3Address.parse(text).asPrefix();
            check(address.key());
        } catch (IllegalArgumentException e) {
            throw new SluiceException(
                    ErrorCode.INVALID_OUTPUT, "Results cannot be written there: " + e.getMessage() + ".", e);
        }
        objects.requireConnection(address.bucket(), null);
        return address;
    }

    /** Whoever copies the results to a disk one day must not be led astray. */
    private static void check(String key) {
        if (key.isEmpty()) {
            return;
        }
        if (key.getBytes(StandardCharsets.UTF_8).length > S3Address.LONGEST_KEY - SafeName.LONGEST - 64) {
            throw new IllegalArgumentException("the S3 prefix is too long");
        }
        if (key.codePoints().anyMatch(Character::isISOControl) || key.indexOf('\\') >= 0) {
            throw new IllegalArgumentException("the S3 prefix holds a control character or a backslash");
        }
        if (Arrays.stream(key.substring(0, key.length() - 1).split("/", -1))
                .anyMatch(part -> part.isBlank() || part.equals(".") || part.equals(".."))) {
            throw new IllegalArgumentException("the S3 prefix holds a folder that is empty, \".\" or \"..\"");
        }
    }
}
