package dev.sluice.api.pulse.batch;

import dev.sluice.api.upload.UploadedDocument;
import java.util.List;

/** Where the documents of a batch come from. */
sealed interface PulseInput {
    /** They came with the request and are stored. */
    record Files(List<UploadedDocument> documents) implements PulseInput {}

    /** Their jobs fetch them. */
    record Urls(List<String> urls) implements PulseInput {}

    /** What lies below a prefix, {@code s3://bucket/prefix}. */
    record Prefix(String prefix) implements PulseInput {}

    /** What lies in a directory of this machine. */
    record LocalDirectory(String path) implements PulseInput {}
}
