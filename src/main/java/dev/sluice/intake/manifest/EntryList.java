package dev.sluice.intake.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Collects the entries of a manifest, and refuses what cannot be meant. */
final class EntryList {
    static final String FILE = "file";
    static final Set<String> KNOWN = Set.of(FILE, "id", "size", "sha256");

    private static final int LONGEST = 1_000;
    private static final Pattern DRIVE = Pattern.compile("[A-Za-z]:.*", Pattern.DOTALL);
    private static final Pattern SIZE = Pattern.compile("\\d{1,18}");
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    private final int most;
    private final List<Manifest.Entry> entries = new ArrayList<>();
    private final Map<String, String> files = new HashMap<>();
    private final Map<String, String> ids = new HashMap<>();

    EntryList(int most) {
        this.most = most;
    }

    void add(ObjectNode document, String place) throws ManifestException {
        if (entries.size() == most) {
            throw new ManifestException(
                    "The manifest lists more than %,d documents (sluice.limits.manifest-documents).".formatted(most));
        }
        String file = file(text(document, FILE, place), place);
        String id = text(document, "id", place);
        String size = text(document, "size", place);
        String sha256 = text(document, "sha256", place);
        if (size != null && !SIZE.matcher(size).matches()) {
            throw new ManifestException("%s: the size \"%s\" is no number of bytes.".formatted(place, size));
        }
        String hash = sha256 == null ? null : sha256.toLowerCase(Locale.ROOT);
        if (hash != null && !SHA256.matcher(hash).matches()) {
            throw new ManifestException(
                    "%s: the sha256 \"%s\" is none; it has 64 hexadecimal digits.".formatted(place, sha256));
        }
        once(files, file, "file", place);
        if (id != null) {
            once(ids, id, "id", place);
        }
        ObjectNode metadata = document.deepCopy();
        metadata.remove(KNOWN);
        entries.add(new Manifest.Entry(
                file, id, metadata.isEmpty() ? null : metadata, size == null ? null : Long.valueOf(size), hash, place));
    }

    private static void once(Map<String, String> places, String value, String what, String place)
            throws ManifestException {
        String before = places.putIfAbsent(value, place);
        if (before != null) {
            throw new ManifestException(
                    "%s: the %s \"%s\" stands in %s already.".formatted(place, what, value, before));
        }
    }

    List<Manifest.Entry> done() throws ManifestException {
        if (entries.isEmpty()) {
            throw new ManifestException("The manifest lists no documents.");
        }
        return entries;
    }

    private static @Nullable String text(ObjectNode document, String name, String place) throws ManifestException {
        JsonNode value = document.get(name);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isTextual() && !value.isIntegralNumber()) {
            throw new ManifestException("%s: \"%s\" is neither a text nor a number.".formatted(place, name));
        }
        String text = value.asText();
        if (text.length() > LONGEST || text.indexOf('\0') >= 0) {
            throw new ManifestException(
                    "%s: \"%s\" is too long, or has a character that is zero.".formatted(place, name));
        }
        return text.isBlank() ? null : text;
    }

    /** In normal form; programs for Windows write backslashes. */
    private static String file(@Nullable String written, String place) throws ManifestException {
        if (written == null) {
            throw new ManifestException("%s: no \"file\" is named.".formatted(place));
        }
        String path = written.replace('\\', '/');
        if (path.startsWith("/") || DRIVE.matcher(path).matches()) {
            throw new ManifestException(
                    "%s: \"%s\" is an absolute path; files are named from the manifest's own folder."
                            .formatted(place, written));
        }
        List<String> parts = new ArrayList<>();
        for (String part : path.split("/", -1)) {
            if (part.equals("..")) {
                throw new ManifestException("%s: \"%s\" leads out of the manifest's folder.".formatted(place, written));
            }
            if (!part.isEmpty() && !part.equals(".")) {
                parts.add(part);
            }
        }
        if (parts.isEmpty() || path.endsWith("/")) {
            throw new ManifestException("%s: \"%s\" names no file.".formatted(place, written));
        }
        return String.join("/", parts);
    }
}
