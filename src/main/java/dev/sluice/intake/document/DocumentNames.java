package dev.sluice.intake.document;

import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** File names that others suggest, made harmless: never a path, always one line, short enough for a file system. */
public final class DocumentNames {
    /** For a document of which nobody says what it is called. */
    public static final String NAMELESS = "document";

    private static final int LONGEST = 200;
    /** {@code filename*} of RFC 6266 and RFC 8187. */
    private static final Pattern EXTENDED =
            Pattern.compile("(?i)(?:^|;)\\s*filename\\*\\s*=\\s*([a-z0-9-]+)'[^']*'([^;\\s]+)");

    private static final Pattern QUOTED =
            Pattern.compile("(?i)(?:^|;)\\s*filename\\s*=\\s*\"((?:[^\"\\\\]|\\\\.)*+)\"");
    private static final Pattern PLAIN = Pattern.compile("(?i)(?:^|;)\\s*filename\\s*=\\s*([^\";]+)");

    private DocumentNames() {}

    /** The name in a header {@code Content-Disposition}. */
    public static Optional<String> ofDisposition(@Nullable String header) {
        if (header == null || header.length() > 4_000) {
            return Optional.empty();
        }
        Matcher extended = EXTENDED.matcher(header);
        if (extended.find()) {
            Optional<String> name =
                    decoded(extended.group(2), extended.group(1)).flatMap(DocumentNames::harmless);
            if (name.isPresent()) {
                return name;
            }
        }
        Matcher quoted = QUOTED.matcher(header);
        if (quoted.find()) {
            return harmless(quoted.group(1).replaceAll("\\\\(.)", "$1"));
        }
        Matcher plain = PLAIN.matcher(header);
        return plain.find() ? harmless(plain.group(1)) : Optional.empty();
    }

    /** The last segment of an address that has one. */
    public static Optional<String> ofAddress(Locator locator) {
        if (locator.kind() == Locator.Kind.S3) {
            return harmless(locator.address());
        }
        String path = locator.label();
        int host = path.indexOf("://") + 3;
        int slash = path.lastIndexOf('/');
        return slash < host
                ? Optional.empty()
                : decoded(path.substring(slash + 1), "utf-8").flatMap(DocumentNames::harmless);
    }

    /** The last part of what may be a path of whatever system, without what does not belong into a name. */
    public static Optional<String> harmless(String written) {
        String last = written.substring(Math.max(written.lastIndexOf('/'), written.lastIndexOf('\\')) + 1);
        StringBuilder name = new StringBuilder();
        last.codePoints()
                .filter(c -> !isInvisible(c))
                .limit(LONGEST)
                .forEach(c -> name.appendCodePoint(Character.isSpaceChar(c) ? ' ' : c));
        String trimmed = name.toString().strip().replaceFirst("[. ]+$", "");
        if (trimmed.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(ShortNames.marked(trimmed, ""));
    }

    /** The parts of a key as names, joined by {@code /}: a path that leads nowhere but down. */
    public static String harmlessPath(String key) {
        String path = Arrays.stream(key.split("/"))
                .flatMap(part -> harmless(part).stream())
                .collect(Collectors.joining("/"));
        return path.isEmpty() ? NAMELESS : path;
    }

    /** Control characters, line ends, and those that turn the direction of text, by which one ending can look like another. */
    private static boolean isInvisible(int c) {
        int type = Character.getType(c);
        return Character.isISOControl(c)
                || type == Character.FORMAT
                || type == Character.SURROGATE
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR
                || c == 0xFFFD;
    }

    /** Percent-encoded bytes; empty if they are not text in that encoding. */
    private static Optional<String> decoded(String encoded, String charset) {
        try {
            Charset known = charset.toLowerCase(Locale.ROOT).equals("iso-8859-1")
                    ? StandardCharsets.ISO_8859_1
                    : StandardCharsets.UTF_8;
            // Byte by byte first, for the decoder would put a replacement in place of what is no text.
            String bytes = URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.ISO_8859_1);
            return Optional.of(known.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes.getBytes(StandardCharsets.ISO_8859_1)))
                    .toString());
        } catch (IllegalArgumentException | CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
