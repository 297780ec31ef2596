package dev.sluice.intake.folder;

import dev.sluice.artifact.Durable;
import dev.sluice.batch.Ids;
import dev.sluice.batch.NewJob;
import dev.sluice.intake.document.IntakeRecord;
import dev.sluice.intake.source.SourceBatches;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Writes manifests down: the manifest, its documents, their jobs and the sealed batch in one transaction. */
final class ManifestLedger {
    private final TransactionTemplate transactions;
    private final FolderTable documents;
    private final ExtrasTable extras;
    private final ManifestTable manifests;
    private final ManifestReceipt receipts;
    private final Ledger ledger;
    private final SourceBatches batches;
    private final Ids ids;

    ManifestLedger(
            DataSource dataSource,
            FolderTable documents,
            ExtrasTable extras,
            ManifestTable manifests,
            ManifestReceipt receipts,
            Ledger ledger,
            SourceBatches batches,
            Ids ids) {
        this.transactions = new TransactionTemplate(new JdbcTransactionManager(dataSource));
        this.documents = documents;
        this.extras = extras;
        this.manifests = manifests;
        this.receipts = receipts;
        this.ledger = ledger;
        this.batches = batches;
        this.ids = ids;
    }

    /**
     * Accepts them all, or none if it throws. The same manifest with the same documents was accepted before: then they are
     * seen again, and what had failed is tried again. Otherwise every document gets a job, also one that was seen before:
     * the batch is exactly what the manifest lists.
     *
     * @param files the bytes of its entries, in its order
     */
    void accept(FolderSettings settings, ManifestWatch manifest, List<SecuredFile> files, Instant now) {
        String version = version(manifest, files);
        transactions.executeWithoutResult(status -> {
            UUID id = ids.next();
            String first = receipts.accepted(id, settings, manifest, null, files.size(), false, now);
            if (manifests.insert(id, settings, manifest.file, version, true, first)) {
                List<NewJob> jobs = write(settings, files);
                extras.describe(settings, files);
                extras.describe(settings, manifest, files);
                UUID batchId = batches.sealed(settings.manifestBatch(ManifestReceipt.externalRef(manifest)), jobs);
                manifests.formed(
                        id, batchId, receipts.accepted(id, settings, manifest, batchId, jobs.size(), false, now));
            } else {
                again(settings, manifest, manifests.lock(settings, manifest.file.key(), version), files, now);
            }
        });
    }

    private List<NewJob> write(FolderSettings settings, List<SecuredFile> files) {
        // In one order everywhere: two nodes that accept the same files must not wait for each other.
        List<NewRecord> records = files.stream()
                .map(file -> new NewRecord(ids.next(), ids.next(), file))
                .sorted(Comparator.comparing(record -> record.file().file().key()))
                .toList();
        Set<UUID> added = new HashSet<>(documents.insert(settings, records));
        Map<String, NewJob> jobs = new HashMap<>();
        for (NewRecord record : records) {
            String key = record.file().file().key();
            if (added.contains(record.id())) {
                jobs.put(key, new NewJob(record.jobId(), record.id()));
            } else {
                IntakeRecord known = documents.lock(settings, key, record.file().version());
                jobs.put(key, new NewJob(record.jobId(), known.id()));
                documents.seenAgain(known.id(), record.jobId(), settings, record.file());
            }
        }
        // Worked on in the order in which they are listed.
        return files.stream().map(file -> jobs.get(file.file().key())).toList();
    }

    private void again(FolderSettings settings, ManifestWatch manifest, UUID id, List<SecuredFile> files, Instant now) {
        List<NewJob> jobs = new ArrayList<>();
        int retried = 0;
        for (SecuredFile file : files.stream()
                .sorted(Comparator.comparing(one -> one.file().key()))
                .toList()) {
            retried += ledger.seenAgain(settings, file, jobs) ? 1 : 0;
        }
        @Nullable
        UUID batchId = jobs.isEmpty()
                ? null
                : batches.sealed(settings.manifestBatch(ManifestReceipt.externalRef(manifest)), jobs);
        manifests.formed(
                id,
                batchId,
                receipts.accepted(
                        id, settings, manifest, manifests.batchOf(id).orElse(null), retried + jobs.size(), true, now));
        manifests.seenAgain(id, settings, manifest.file);
    }

    /** Begins with the manifest's own hash. */
    private static String version(ManifestWatch manifest, List<SecuredFile> files) {
        MessageDigest digest = Durable.sha256();
        for (SecuredFile file : files) {
            digest.update((file.file().key() + "\0" + file.version() + "\n").getBytes(StandardCharsets.UTF_8));
        }
        return manifest.sha256 + " " + HexFormat.of().formatHex(digest.digest());
    }
}
