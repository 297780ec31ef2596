package dev.sluice.chaos;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;

/** Small real documents, each with content of its own; about one in twenty is broken, empty or of no known kind. */
public final class SampleDocuments {
    private static final String[] WORDS = {
        "invoice", "total", "delivery", "account", "signed", "contract", "page", "amount", "due", "customer"
    };

    static final String CONTENT_TYPES = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
            + "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
            + "<Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>";
    static final String RELATIONS =
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
                    + "<Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/></Relationships>";

    private final Random random;

    public SampleDocuments(Random random) {
        this.random = random;
    }

    /**
     * A document of some kind.
     *
     * @param id a word that nothing else contains
     */
    public SampleDocument next(String id) throws IOException {
        return random.nextInt(20) == 0 ? bad(id) : good(id);
    }

    /** One that can be read. */
    public SampleDocument good(String id) throws IOException {
        return switch (random.nextInt(8)) {
            case 0, 1, 2 -> completed(".txt", text(id).getBytes(StandardCharsets.UTF_8), id);
            case 3, 4 -> completed(".csv", csv(id).getBytes(StandardCharsets.UTF_8), id);
            case 5 -> completed(".html", html(id).getBytes(StandardCharsets.UTF_8), id);
            case 6 -> completed(".docx", docx(id), id);
            default -> completed(".pdf", pdf(id), id);
        };
    }

    private SampleDocument bad(String id) throws IOException {
        return switch (random.nextInt(4)) {
            case 0 -> new SampleDocument(".txt", new byte[0], "", Drop.Expected.FAILED);
            case 1 -> new SampleDocument(".docx", half(docx(id)), "", Drop.Expected.FAILED);
            case 2 -> new SampleDocument(".pdf", half(pdf(id)), "", Drop.Expected.EITHER);
            default -> new SampleDocument(".bin", noise(id), "", Drop.Expected.FAILED);
        };
    }

    private static SampleDocument completed(String ending, byte[] bytes, String id) {
        return new SampleDocument(ending, bytes, id, Drop.Expected.COMPLETED);
    }

    private static byte[] half(byte[] whole) {
        return Arrays.copyOf(whole, whole.length / 2);
    }

    private byte[] noise(String id) {
        byte[] bytes = new byte[2_000];
        random.nextBytes(bytes);
        byte[] start = ("\177ELF\2\1\1\0" + id + "\0").getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(start, 0, bytes, 0, start.length);
        return bytes;
    }

    private String sentence(int words) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < words; i++) {
            text.append(WORDS[random.nextInt(WORDS.length)]).append(' ');
        }
        return text.toString().strip();
    }

    private String text(String id) {
        StringBuilder text = new StringBuilder("Letter " + id + "\n\n");
        for (int i = random.nextInt(40); i >= 0; i--) {
            text.append(sentence(12)).append(".\n");
        }
        return text.toString();
    }

    private String csv(String id) {
        StringBuilder text = new StringBuilder("name,amount,reference\n");
        for (int i = 1 + random.nextInt(30); i >= 0; i--) {
            text.append(sentence(1) + "," + random.nextInt(10_000) + "," + id + "\n");
        }
        return text.toString();
    }

    private String html(String id) {
        return "<!doctype html><html><head><title>Report</title></head><body><h1>Report " + id + "</h1><p>"
                + sentence(30) + "</p><table><tr><th>a</th><th>b</th></tr><tr><td>" + random.nextInt(100) + "</td><td>"
                + sentence(2) + "</td></tr></table></body></html>";
    }

    /** A Word document with one heading and one paragraph. */
    public byte[] docx(String id) throws IOException {
        return wordFile(
                "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body><w:p><w:r><w:t>Memo "
                        + id + "</w:t></w:r></w:p><w:p><w:r><w:t>" + sentence(40)
                        + "</w:t></w:r></w:p></w:body></w:document>");
    }

    /** A Word file with that main part. */
    static byte[] wordFile(String document) throws IOException {
        return zip("[Content_Types].xml", CONTENT_TYPES, "_rels/.rels", RELATIONS, "word/document.xml", document);
    }

    /** A zip archive of names and their texts. */
    public static byte[] zip(String... namesAndTexts) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (int i = 0; i < namesAndTexts.length; i += 2) {
                zip.putNextEntry(new ZipEntry(namesAndTexts[i]));
                zip.write(namesAndTexts[i + 1].getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }

    /** A PDF of one page. */
    public byte[] pdf(String id) throws IOException {
        try (PDDocument document = new PDDocument()) {
            PDPage page = new PDPage();
            document.addPage(page);
            try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                content.beginText();
                content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 12);
                content.newLineAtOffset(72, 700);
                content.showText("Statement " + id);
                for (int i = 0; i < 5; i++) {
                    content.newLineAtOffset(0, -16);
                    content.showText(sentence(8));
                }
                content.endText();
            }
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            document.save(bytes);
            return bytes.toByteArray();
        }
    }
}
