package dev.sluice.api.pulse.excel;

import dev.sluice.http.ApiException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/**
 * Opens workbooks of strangers in the hub's own process, unlike documents, which are parsed in another: a template is
 * small, its schema is needed before the answer, and it is opened only after this has unpacked it once without keeping
 * anything. What is larger than the limits here never reaches the library, and only one is in memory at a time.
 */
final class TemplateFile {
    private static final int LARGEST = 5_000_000;
    private static final int LARGEST_UNPACKED = 8_000_000;
    private static final int MOST_PARTS = 1_000;
    private static final int MOST_SHEETS = 20;
    private static final int MOST_ROWS = 10_000;

    private final Semaphore one = new Semaphore(1);

    /** What is done with an open workbook. */
    @FunctionalInterface
    interface Work<T> {
        T with(XSSFWorkbook workbook) throws IOException;
    }

    /**
     * The bytes of a template.
     *
     * @throws IllegalArgumentException with a sentence, if it is no workbook that can be filled
     */
    static byte[] decode(String base64) {
        if (base64.length() > LARGEST / 3 * 4 + 1_000) {
            throw new IllegalArgumentException("it has more than 5 MB");
        }
        byte[] content;
        try {
            content = Base64.getMimeDecoder().decode(base64.replaceFirst("^data:[^,]{0,200},", ""));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("it is not base64", e);
        }
        check(content);
        return content;
    }

    private static void check(byte[] content) {
        if (content.length < 4 || content[0] != 'P' || content[1] != 'K') {
            throw new IllegalArgumentException("it is no xlsx file");
        }
        int parts = 0;
        long unpacked = 0;
        boolean workbook = false;
        byte[] buffer = new byte[1 << 14];
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(content))) {
            for (ZipEntry part = zip.getNextEntry(); part != null; part = zip.getNextEntry()) {
                String name = part.getName().toLowerCase(Locale.ROOT);
                workbook |= name.equals("xl/workbook.xml");
                if (name.endsWith("vbaproject.bin")) {
                    throw new IllegalArgumentException("it holds macros, which are not kept; save it as xlsx");
                }
                if (++parts > MOST_PARTS) {
                    throw new IllegalArgumentException("it has more than " + MOST_PARTS + " parts");
                }
                for (int read = zip.read(buffer); read >= 0; read = zip.read(buffer)) {
                    unpacked += read;
                    if (unpacked > LARGEST_UNPACKED) {
                        throw new IllegalArgumentException("it unpacks to more than 8 MB");
                    }
                }
            }
        } catch (IOException e) {
            throw new IllegalArgumentException("it is damaged", e);
        }
        if (!workbook) {
            throw new IllegalArgumentException("it is no xlsx file");
        }
    }

    /**
     * Opens it for a moment.
     *
     * @throws IllegalArgumentException with a sentence, if it cannot be opened
     */
    <T> T open(byte[] content, Work<T> work) {
        one.acquireUninterruptibly();
        try (XSSFWorkbook workbook = new XSSFWorkbook(new ByteArrayInputStream(content))) {
            bounded(workbook);
            return work.with(workbook);
        } catch (IllegalArgumentException | ApiException e) {
            throw e;
        } catch (IOException | RuntimeException e) { // of the library's, and it has many
            throw new IllegalArgumentException("it is damaged, or no xlsx file", e);
        } finally {
            one.release();
        }
    }

    private static void bounded(XSSFWorkbook workbook) {
        if (workbook.getNumberOfSheets() > MOST_SHEETS) {
            throw new IllegalArgumentException("it has more than " + MOST_SHEETS + " sheets");
        }
        workbook.forEach(sheet -> {
            if (sheet.getLastRowNum() >= MOST_ROWS) {
                throw new IllegalArgumentException(
                        "the sheet \"" + sheet.getSheetName() + "\" has more than " + MOST_ROWS + " rows");
            }
        });
    }
}
