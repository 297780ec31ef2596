package dev.sluice.engine.extract.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.apache.tika.parser.txt.CharsetDetector;
import org.apache.tika.parser.txt.CharsetMatch;
import org.jspecify.annotations.Nullable;
import org.mozilla.universalchardet.UniversalDetector;

/** Opens a text file in the character set it was written in: byte order mark, then UTF-8, then the likeliest other. */
public final class TextFile {
    private static final int SAMPLE = 1 << 16;

    private TextFile() {}

    /** A reader past the byte order mark, if there is one. Malformed bytes become replacement characters. */
    public static BufferedReader open(Path file) throws IOException {
        Charset charset = charsetOf(file);
        InputStream bytes = Files.newInputStream(file);
        BufferedReader reader = new BufferedReader(new InputStreamReader(bytes, charset), SAMPLE);
        reader.mark(1);
        if (reader.read() != '\ufeff') {
            reader.reset();
        }
        return reader;
    }

    /** The character set the file seems to be written in. */
    public static Charset charsetOf(Path file) throws IOException {
        byte[] sample;
        try (InputStream in = Files.newInputStream(file)) {
            sample = in.readNBytes(SAMPLE);
        }
        Charset wide = utf16(sample);
        if (wide != null) {
            return wide;
        }
        return isUtf8(file) ? StandardCharsets.UTF_8 : legacy(sample);
    }

    private static @Nullable Charset utf16(byte[] sample) {
        if (sample.length >= 2 && sample[0] == (byte) 0xfe && sample[1] == (byte) 0xff) {
            return StandardCharsets.UTF_16BE;
        }
        if (sample.length >= 2 && sample[0] == (byte) 0xff && sample[1] == (byte) 0xfe) {
            return StandardCharsets.UTF_16LE;
        }
        int evenZeros = 0;
        int oddZeros = 0;
        for (int i = 0; i < sample.length; i++) {
            if (sample[i] == 0) {
                evenZeros += 1 - i % 2;
                oddZeros += i % 2;
            }
        }
        // Text in a Latin script has a zero in nearly every second byte of UTF-16.
        int enough = sample.length / 5;
        if (Math.max(evenZeros, oddZeros) <= enough) {
            return null;
        }
        return evenZeros > oddZeros ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_16LE;
    }

    private static boolean isUtf8(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] rest = new byte[0];
            for (byte[] chunk = in.readNBytes(SAMPLE);
                    chunk.length > 0 || rest.length > 0;
                    chunk = in.readNBytes(SAMPLE)) {
                ByteBuffer bytes = ByteBuffer.allocate(rest.length + chunk.length)
                        .put(rest)
                        .put(chunk)
                        .flip();
                CharsetDecoder decoder = StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT);
                CharBuffer characters = CharBuffer.allocate(bytes.remaining());
                CoderResult outcome = decoder.decode(bytes, characters, chunk.length == 0);
                if (outcome.isError()) {
                    return false;
                }
                rest = Arrays.copyOfRange(bytes.array(), bytes.position(), bytes.limit());
                if (chunk.length == 0) {
                    return rest.length == 0;
                }
            }
            return true;
        }
    }

    private static Charset legacy(byte[] sample) {
        UniversalDetector detector = new UniversalDetector();
        detector.handleData(sample, 0, sample.length);
        detector.dataEnd();
        String name = detector.getDetectedCharset();
        if (name == null) {
            CharsetMatch match = new CharsetDetector().setText(sample).detect();
            name = match == null ? null : match.getName();
        }
        try {
            return name == null ? Charset.forName("windows-1252") : Charset.forName(name);
        } catch (IllegalArgumentException e) {
            return Charset.forName("windows-1252");
        }
    }
}
