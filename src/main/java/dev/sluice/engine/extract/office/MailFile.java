package dev.sluice.engine.extract.office;

import dev.sluice.engine.extract.text.TextFile;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The mails of a file: one, or in a mailbox (RFC 4155) those behind each line that begins with From and a space. */
final class MailFile {
    private static final byte[] SEPARATOR = "From ".getBytes(StandardCharsets.US_ASCII);
    private static final int MOST_MAILS = 10_000;

    private MailFile() {}

    static List<byte[]> mails(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        Charset charset = TextFile.charsetOf(file);
        if (charset.name().startsWith("UTF-16")) {
            // Mails are bytes; a program saved this one as text.
            String text = new String(bytes, charset);
            bytes = text.substring(text.startsWith("\ufeff") ? 1 : 0).getBytes(StandardCharsets.UTF_8);
        }
        List<byte[]> mails = new ArrayList<>();
        if (!startsAt(bytes, 0)) {
            mails.add(bytes);
            return mails;
        }
        int from = afterLine(bytes, 0);
        for (int i = from; i <= bytes.length; i++) {
            boolean ends =
                    i == bytes.length || bytes[i - 1] == '\n' && isBlankLineBefore(bytes, i) && startsAt(bytes, i);
            if (ends && mails.size() < MOST_MAILS) {
                mails.add(Arrays.copyOfRange(bytes, from, i));
                from = i < bytes.length ? afterLine(bytes, i) : i;
            }
        }
        return mails;
    }

    private static boolean startsAt(byte[] bytes, int at) {
        for (int i = 0; i < SEPARATOR.length; i++) {
            if (at + i >= bytes.length || bytes[at + i] != SEPARATOR[i]) {
                return false;
            }
        }
        return true;
    }

    private static boolean isBlankLineBefore(byte[] bytes, int at) {
        return at >= 2 && (bytes[at - 2] == '\n' || at >= 3 && bytes[at - 2] == '\r' && bytes[at - 3] == '\n');
    }

    private static int afterLine(byte[] bytes, int at) {
        int end = at;
        while (end < bytes.length && bytes[end] != '\n') {
            end++;
        }
        return Math.min(bytes.length, end + 1);
    }
}
