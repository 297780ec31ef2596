package dev.sluice.intake.folder;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.artifact.Durable;
import dev.sluice.batch.Ids;
import dev.sluice.intake.document.DocumentKey;
import dev.sluice.intake.folder.ManifestReceipt.Missing;
import dev.sluice.intake.manifest.Manifest;
import dev.sluice.intake.manifest.ManifestException;
import dev.sluice.intake.manifest.ManifestReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds the manifests of a folder whose documents are all there, and lets those go that wait in vain. */
final class ManifestPoll {
    private final ManifestTable table;
    private final ManifestMover mover;
    private final ManifestReader reader;
    private final ManifestReceipt receipts;
    private final ManifestLimits limits;
    private final Ids ids;

    ManifestPoll(ManifestTable table, ManifestMover mover, ObjectMapper json, ManifestLimits limits, Ids ids) {
        this.table = table;
        this.mover = mover;
        this.reader = new ManifestReader(json, limits.manifestDocuments());
        this.receipts = new ManifestReceipt(json);
        this.limits = limits;
        this.ids = ids;
    }

    /**
     * The manifests that can be accepted now.
     *
     * @param listed everything in the folder
     * @param stable those that are finished and not accepted
     * @param reports sentences for what waits are added here
     */
    List<ListedFile> ready(
            FolderSource source, List<ListedFile> listed, List<ListedFile> stable, Instant now, List<String> reports) {
        FolderSettings settings = source.settings;
        Set<String> dealtWith = settle(source, reports);
        Map<String, ListedFile> there = byKey(listed);
        Map<String, ListedFile> finished = byKey(stable);
        source.manifests.keySet().retainAll(listed.stream().map(ListedFile::key).collect(Collectors.toSet()));
        List<ListedFile> ready = new ArrayList<>();
        Set<String> named = new HashSet<>();
        boolean moved = false;
        for (ListedFile file : stable) {
            if (!settings.isManifest(file.key()) || dealtWith.contains(file.key())) {
                continue;
            }
            try {
                ManifestWatch watch = watch(source, file, now);
                watch.manifest.entries().forEach(entry -> named.add(watch.keyOf(entry)));
                List<Missing> missing = missing(settings, watch, there, finished);
                if (missing.isEmpty()) {
                    ready.add(file);
                } else if (Duration.between(watch.since, now).compareTo(settings.manifestTimeout()) > 0) {
                    moved = true;
                    givenUp(settings, watch, missing, now);
                } else {
                    reports.add("%s (the manifest waits for %d of %d files, such as %s: %s)"
                            .formatted(
                                    file.path(),
                                    missing.size(),
                                    watch.manifest.entries().size(),
                                    missing.get(0).file(),
                                    missing.get(0).why()));
                }
            } catch (ManifestException e) {
                UUID id = ids.next();
                moved |= table.insert(
                        id,
                        settings,
                        file,
                        "refused " + id,
                        false,
                        receipts.refused(id, settings, file, e.sentence(), now));
            } catch (NoSuchFileException e) {
                source.memo.forget(file.key());
            } catch (IOException e) {
                reports.add("%s (%s)".formatted(file.path(), FolderPoll.reason(e)));
            }
        }
        if (moved) {
            settle(source, reports);
        }
        source.unnamed(listed, named, now).ifPresent(reports::add);
        return ready;
    }

    /** Moves manifests that are dealt with; returns the keys of those that cannot be moved. */
    Set<String> settle(FolderSource source, List<String> reports) {
        List<ManifestMover.Stuck> stuck = mover.settle(source.settings);
        stuck.forEach(one -> reports.add(one.why()));
        return stuck.stream().map(ManifestMover.Stuck::key).collect(Collectors.toSet());
    }

    /** Its time is over. One that was accepted before and came without any document was only dropped again. */
    private void givenUp(FolderSettings settings, ManifestWatch watch, List<Missing> missing, Instant now) {
        Optional<UUID> known = missing.size() == watch.manifest.entries().size()
                ? table.accepted(settings, watch.file.key(), watch.sha256)
                : Optional.empty();
        if (known.isPresent()) {
            UUID id = known.get();
            UUID batchId = table.batchOf(id).orElse(null);
            table.formed(id, null, receipts.alreadySeen(id, settings, watch.file, batchId, now));
            table.seenAgain(id, settings, watch.file);
        } else {
            UUID id = ids.next();
            String receipt = receipts.incomplete(id, settings, watch, missing, now);
            table.insert(id, settings, watch.file, "refused " + id, false, receipt);
        }
    }

    private ManifestWatch watch(FolderSource source, ListedFile file, Instant now)
            throws IOException, ManifestException {
        ManifestWatch known = source.manifests.get(file.key());
        if (known != null && known.isOf(file)) {
            return known;
        }
        if (file.size() > limits.manifestSize().toBytes()) {
            throw new ManifestException("The manifest has %,d bytes; sluice.limits.manifest-size allows %,d."
                    .formatted(file.size(), limits.manifestSize().toBytes()));
        }
        byte[] bytes;
        try (var in = Files.newInputStream(file.path(), StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            bytes = in.readNBytes((int) file.size() + 1);
        }
        BasicFileAttributes after =
                Files.readAttributes(file.path(), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (bytes.length != file.size()
                || !file.sameAs(
                        after.size(),
                        ListedFile.of(file.key(), file.path(), after).modifiedAt(),
                        after.fileKey())) {
            throw new IOException("it changes while it is read");
        }
        Manifest manifest = reader.read(bytes);
        ManifestWatch watch = new ManifestWatch(
                file, manifest, HexFormat.of().formatHex(Durable.sha256().digest(bytes)), now);
        requireAllowed(source.settings, watch);
        source.manifests.put(file.key(), watch);
        return watch;
    }

    /** What this source would never take, however long the manifest waits. */
    private static void requireAllowed(FolderSettings settings, ManifestWatch watch) throws ManifestException {
        for (Manifest.Entry entry : watch.manifest.entries()) {
            String key = watch.keyOf(entry);
            String why = null;
            for (String part : key.split("/", -1)) {
                if (FileNames.isHidden(part)) {
                    why = "which is hidden";
                }
            }
            if (FileNames.isUnfinishedOrOurs(DocumentKey.lastPart(key))) {
                why = "whose name is one of unfinished files or of receipts";
            } else if (FileNames.isReceiptFolder(key.substring(0, Math.max(0, key.indexOf('/'))))) {
                why = "which lies in done/ or failed/";
            } else if (settings.isManifest(key)) {
                why = "which is a manifest itself";
            } else if (!settings.recursive() && key.indexOf('/') >= 0) {
                why = "which lies in a folder, but recursive is false";
            } else if (!settings.wants(key)) {
                why = "which include and exclude do not let through";
            }
            if (why != null) {
                throw new ManifestException("%s names \"%s\", %s.".formatted(entry.place(), entry.file(), why));
            }
        }
    }

    private static List<Missing> missing(
            FolderSettings settings,
            ManifestWatch watch,
            Map<String, ListedFile> there,
            Map<String, ListedFile> finished)
            throws ManifestException {
        List<Missing> missing = new ArrayList<>();
        List<ListedFile> documents = new ArrayList<>();
        for (Manifest.Entry entry : watch.manifest.entries()) {
            ListedFile file = finished.get(watch.keyOf(entry));
            String why = file == null
                    ? notFinished(settings, watch.keyOf(entry), entry, there)
                    : notAsSaid(watch, entry, file);
            if (why == null && file != null) {
                documents.add(file);
            } else {
                missing.add(new Missing(entry.file(), String.valueOf(why)));
            }
        }
        watch.found(missing.isEmpty() ? documents : List.of());
        return missing;
    }

    private static String notFinished(
            FolderSettings settings, String key, Manifest.Entry entry, Map<String, ListedFile> there)
            throws ManifestException {
        if (there.containsKey(key)) {
            return "it is still being written, or another manifest has it";
        }
        Path path = settings.directory();
        for (String part : key.split("/", -1)) {
            path = path.resolve(part);
            if (Files.isSymbolicLink(path)) {
                throw new ManifestException("%s names \"%s\", which is or lies behind a link; links are not followed."
                        .formatted(entry.place(), entry.file()));
            }
        }
        return Files.isDirectory(path) ? "it is a folder" : "it is not there";
    }

    private static @Nullable String notAsSaid(ManifestWatch watch, Manifest.Entry entry, ListedFile file) {
        return entry.size() != null && entry.size() != file.size()
                ? "it has %,d bytes where the manifest says %,d".formatted(file.size(), entry.size())
                : watch.wrong(file);
    }

    private static Map<String, ListedFile> byKey(List<ListedFile> files) {
        return files.stream()
                .collect(Collectors.toMap(
                        file -> ManifestWatch.normal(file.key()), Function.identity(), (a, b) -> b, HashMap::new));
    }
}
