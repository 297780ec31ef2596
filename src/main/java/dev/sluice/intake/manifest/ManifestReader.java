package dev.sluice.intake.manifest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * Reads manifests: CSV (RFC 4180, also with semicolons or tabs) whose first row names the columns, or JSON, a list of
 * objects or an object with a list {@code documents}. {@code file} is required; {@code id}, {@code size} and
 * {@code sha256} are understood; whatever else is there is metadata.
 */
public final class ManifestReader {
    private final ObjectMapper json;
    private final int most;

    /**
     * Makes one.
     *
     * @param most documents that a manifest may list
     */
    public ManifestReader(ObjectMapper json, int most) {
        this.json = json;
        this.most = most;
    }

    /**
     * Reads one, in UTF-8.
     *
     * @throws ManifestException if it cannot be followed
     */
    public Manifest read(byte[] bytes) throws ManifestException {
        String text = text(bytes);
        String begin = text.stripLeading();
        if (begin.isEmpty()) {
            throw new ManifestException("The manifest is empty.");
        }
        return begin.startsWith("{") || begin.startsWith("[") ? ofJson(text) : ofCsv(text);
    }

    private static String text(byte[] bytes) throws ManifestException {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            if (text.indexOf('\0') >= 0) {
                throw new ManifestException("The manifest has a byte that is zero; it is to be text in UTF-8.");
            }
            return text.startsWith("\ufeff") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new ManifestException("The manifest is no text in UTF-8; save it in that encoding.");
        }
    }

    private Manifest ofJson(String text) throws ManifestException {
        JsonNode root;
        try {
            root = json.readerFor(JsonNode.class)
                    .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .with(com.fasterxml.jackson.core.JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
                    .readTree(text);
        } catch (JsonProcessingException e) {
            throw new ManifestException("The manifest is no JSON: line %d, %s."
                    .formatted(
                            e.getLocation() == null ? 1 : e.getLocation().getLineNr(),
                            firstLine(e.getOriginalMessage())));
        }
        JsonNode id = root.path("id");
        JsonNode documents = root.isObject() ? root.path("documents") : root;
        if (!(documents instanceof ArrayNode list)) {
            throw new ManifestException(
                    "The manifest is JSON, but neither a list of documents nor an object with a list \"documents\".");
        }
        EntryList entries = new EntryList(most);
        int number = 0;
        for (JsonNode document : list) {
            String place = "document " + ++number;
            if (!(document instanceof ObjectNode object)) {
                throw new ManifestException(
                        place + " is no object; it is to be like {\"file\": \"a.pdf\", \"id\": \"17\"}.");
            }
            entries.add(object, place);
        }
        return new Manifest(
                id.isValueNode() && !id.isNull() && !id.isMissingNode() ? id.asText() : null, entries.done());
    }

    private Manifest ofCsv(String text) throws ManifestException {
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setDelimiter(delimiter(text))
                .setIgnoreEmptyLines(true)
                .get();
        EntryList entries = new EntryList(most);
        try (CSVParser parser = CSVParser.builder()
                .setReader(new StringReader(text))
                .setFormat(format)
                .get()) {
            List<String> columns = null;
            long line = 1;
            for (CSVRecord row : parser) {
                if (columns == null) {
                    columns = columns(row);
                } else if (!isBlank(row)) {
                    entries.add(object(columns, row, line), "line " + line);
                }
                line = parser.getCurrentLineNumber() + 1;
            }
        } catch (UncheckedIOException | IOException | IllegalStateException e) {
            Throwable cause = e instanceof UncheckedIOException && e.getCause() != null ? e.getCause() : e;
            throw new ManifestException("The manifest is no CSV: " + firstLine(cause.getMessage()) + ".");
        }
        return new Manifest(null, entries.done());
    }

    private static char delimiter(String text) {
        int end = text.indexOf('\n');
        String header = end < 0 ? text : text.substring(0, end);
        for (char delimiter : new char[] {'\t', ';'}) {
            if (header.indexOf(delimiter) >= 0 && header.indexOf(',') < 0) {
                return delimiter;
            }
        }
        return ',';
    }

    private static List<String> columns(CSVRecord row) throws ManifestException {
        List<String> columns = new ArrayList<>();
        for (String value : row) {
            String name = value.strip();
            String lower = name.toLowerCase(Locale.ROOT);
            String column = EntryList.KNOWN.contains(lower) ? lower : name;
            if (column.isEmpty() || columns.contains(column)) {
                throw new ManifestException(
                        "line 1: a column has no name, or the name \"%s\" of another one.".formatted(column));
            }
            columns.add(column);
        }
        if (!columns.contains(EntryList.FILE)) {
            throw new ManifestException(
                    "line 1: there is no column \"file\"; the first line names the columns: file, id and whatever else is said about each document.");
        }
        return columns;
    }

    private static boolean isBlank(CSVRecord row) {
        return row.stream().allMatch(String::isBlank);
    }

    private ObjectNode object(List<String> columns, CSVRecord row, long line) throws ManifestException {
        if (row.size() != columns.size()) {
            throw new ManifestException(
                    "line %d has %d values, but line 1 names %d columns.".formatted(line, row.size(), columns.size()));
        }
        ObjectNode object = json.createObjectNode();
        for (Map.Entry<String, String> value : pairs(columns, row)) {
            if (!value.getValue().isBlank()) {
                object.put(value.getKey(), value.getValue().strip());
            }
        }
        return object;
    }

    private static List<Map.Entry<String, String>> pairs(List<String> columns, CSVRecord row) {
        List<Map.Entry<String, String>> pairs = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            pairs.add(Map.entry(columns.get(i), row.get(i)));
        }
        return pairs;
    }

    private static String firstLine(@Nullable String message) {
        return String.valueOf(message)
                .lines()
                .findFirst()
                .orElse("it breaks off")
                .replaceFirst("\\.$", "");
    }
}
