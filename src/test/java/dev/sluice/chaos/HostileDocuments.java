package dev.sluice.chaos;

import dev.sluice.chaos.Drop.Expected;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Documents that want to harm whoever reads them, and documents that are merely broken or wrongly named. */
public final class HostileDocuments {
    private final SampleDocuments samples = new SampleDocuments(new Random(7));
    private final Map<String, SampleDocument> documents = new LinkedHashMap<>();

    private HostileDocuments() {}

    /**
     * All of them, by file name.
     *
     * @param secret a file that none of them may get the hub to read
     * @param bombMegabytes unpacked size of the zip bombs
     */
    public static Map<String, SampleDocument> all(Path secret, int bombMegabytes) throws IOException {
        HostileDocuments made = new HostileDocuments();
        made.bombs(bombMegabytes);
        made.entities(secret);
        made.loops();
        made.hugeImages();
        made.deep();
        made.truncated();
        made.wronglyNamed();
        made.empty();
        return made.documents;
    }

    private void bombs(int megabytes) throws IOException {
        either("bomb.docx", docxOf("<w:p><w:r><w:t>", megabytes, "</w:t></w:r></w:p>"));
        either("bomb.odt", zipOf("content.xml", "<office:document-content>", megabytes, "</office:document-content>"));
        either("bomb.zip", zipOf("a.txt", "", megabytes, ""));
        either("nested.zip", SampleDocuments.zip("a.zip", "not a zip", "../../escaped.txt", "x", "/escaped.txt", "y"));
    }

    private void entities(Path secret) throws IOException {
        StringBuilder laughs = new StringBuilder("<?xml version=\"1.0\"?><!DOCTYPE l [<!ENTITY l0 \"lol\">");
        for (int i = 1; i < 12; i++) {
            laughs.append("<!ENTITY l%d \"%s\">".formatted(i, ("&l" + (i - 1) + ";").repeat(10)));
        }
        String bomb = laughs + "]><l>&l11;</l>";
        either("laughs.xml", bomb);
        either(
                "laughs.docx",
                SampleDocuments.wordFile(bomb.replace("<l>", "<w:document>").replace("</l>", "</w:document>")));
        String outside = "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY e SYSTEM \"%s\">]>".formatted(secret.toUri());
        either("xxe.xml", outside + "<x>&e;</x>");
        either("xxe.svg", outside + "<svg xmlns=\"http://www.w3.org/2000/svg\"><text>&e;</text></svg>");
        either(
                "xxe.docx",
                SampleDocuments.wordFile(
                        outside
                                + "<w:document xmlns:w=\"w\"><w:body><w:p><w:r><w:t>&e;</w:t></w:r></w:p></w:body></w:document>"));
        either(
                "parameter-entity.xml",
                "<!DOCTYPE x [<!ENTITY %% p SYSTEM \"%s\"> %%p;]><x/>".formatted(secret.toUri()));
        either(
                "xinclude.xml",
                "<x xmlns:xi=\"http://www.w3.org/2001/XInclude\"><xi:include parse=\"text\" href=\"%s\"/></x>"
                        .formatted(secret.toUri()));
        either(
                "page.html",
                "<html><body><iframe src=\"%1$s\"></iframe><img src=\"%1$s\"><script src=\"%1$s\"></script>hello</body></html>"
                        .formatted(secret.toUri()));
    }

    private void loops() {
        either("kids-loop.pdf", pdf("<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 /Parent 2 0 R >>", ""));
        either("many-pages.pdf", pdf("<< /Type /Pages /Kids [3 0 R] /Count 2147483647 >>", "/Contents 3 0 R"));
        either(
                "form-loop.pdf",
                pdf(
                        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
                        "/Resources << /XObject << /F 3 0 R >> >> /Contents 4 0 R"));
        either("huge-page.pdf", pdf("<< /Type /Pages /Kids [3 0 R] /Count 1 >>", "/MediaBox [0 0 1e9 1e9]"));
        either(
                "xref-loop.pdf",
                "%PDF-1.4\nxref\n0 1\n0000000000 65535 f \ntrailer << /Size 1 /Prev 9 /Root 1 0 R >>\nstartxref\n9\n%%EOF\n");
        either(
                "self-length.pdf",
                "%PDF-1.4\n1 0 obj << /Length 1 0 R >> stream\nx\nendstream endobj\ntrailer << /Root 1 0 R >>\n%%EOF\n");
    }

    private static String pdf(String pages, String page) {
        return "%PDF-1.4\n1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj\n2 0 obj " + pages
                + " endobj\n3 0 obj << /Type /Page /Parent 2 0 R " + page
                + " >> endobj\n4 0 obj << /Length 9 >> stream\nq /F Do Q\nendstream endobj\ntrailer << /Root 1 0 R /Size 5 >>\n%%EOF\n";
    }

    private void hugeImages() {
        either("huge.png", png(100_000, 100_000));
        either("huge-too.png", png(Integer.MAX_VALUE, 1));
        either(
                "huge.bmp",
                ByteBuffer.allocate(54)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .put((byte) 'B')
                        .put((byte) 'M')
                        .putInt(54)
                        .putInt(0)
                        .putInt(54)
                        .putInt(40)
                        .putInt(90_000)
                        .putInt(90_000)
                        .putShort((short) 1)
                        .putShort((short) 24)
                        .array());
        either("huge.gif", "GIF89a\377\377\377\377\0\0\0,\0\0\0\0\377\377\377\377\0\2\1\0;");
        either("huge.jpg", "\377\330\377\300\0\21\10\377\377\377\377\3\1\42\0\2\21\1\3\21\1\377\331");
    }

    private static byte[] png(int width, int height) {
        byte[] header = ByteBuffer.allocate(17)
                .put("IHDR".getBytes(StandardCharsets.US_ASCII))
                .putInt(width)
                .putInt(height)
                .put((byte) 8)
                .put((byte) 2)
                .array();
        CRC32 crc = new CRC32();
        crc.update(header);
        return ByteBuffer.allocate(8 + 4 + 17 + 4)
                .putLong(0x89504E470D0A1A0AL)
                .putInt(13)
                .put(header)
                .putInt((int) crc.getValue())
                .array();
    }

    private void deep() {
        either("deep.xml", "<a>".repeat(100_000) + "</a>".repeat(100_000));
        either("deep.html", "<div>".repeat(50_000) + "deep");
        either("tables.html", "<table><tr><td>".repeat(3_000) + "deep");
        either("long-line.txt", "x".repeat(5_000_000));
        either("many-columns.csv", ",".repeat(200_000) + "\n" + "a,".repeat(200_000));
        either("open-quote.csv", "a,b\n\"" + "c,d\n".repeat(100_000));
        either("nul.txt", "before\0after\0".repeat(1_000));
        documents.put(
                "not-utf8.txt",
                new SampleDocument(
                        ".txt", "caf\351 na\357ve".getBytes(StandardCharsets.ISO_8859_1), "", Expected.EITHER));
        documents.put(
                "utf16.txt",
                new SampleDocument(
                        ".txt",
                        "\uFEFFsixteen bits".getBytes(StandardCharsets.UTF_16BE),
                        "sixteen",
                        Expected.COMPLETED));
        either("deep.rtf", "{\\rtf1 " + "{".repeat(100_000) + "x");
        either(
                "parts.eml",
                "From: a@b\nContent-Type: multipart/mixed; boundary=x\n\n"
                        + "--x\nContent-Type: multipart/mixed; boundary=x\n\n".repeat(5_000));
    }

    private void truncated() throws IOException {
        either("cut.docx", half(samples.docx("cut")));
        either("cut.pdf", half(samples.pdf("cut")));
        either("cut.zip", half(SampleDocuments.zip("a.txt", "content")));
        either("cut.png", half(png(10, 10)));
        either("cut.html", "<html><body><table><tr><td>cut");
        either("cut.rtf", "{\\rtf1 cut {\\b ");
        either("cut.eml", "From: a@b\nSubject: =?utf-8?B?");
        either("cut.xml", "<a><b");
    }

    private void wronglyNamed() throws IOException {
        documents.put("pdf.txt", new SampleDocument(".txt", samples.pdf("pdfnamedtxt"), "", Expected.EITHER));
        documents.put("docx.pdf", new SampleDocument(".pdf", samples.docx("docxnamedpdf"), "", Expected.EITHER));
        either("text.docx", "plain text that is named as a Word document");
        either("text.png", "plain text that is named as an image");
        either("program.pdf", "\177ELF\2\1\1\0and so on");
        either("image.csv", png(10, 10));
    }

    private void empty() {
        for (String name : new String[] {"empty.txt", "empty.pdf", "empty.docx"}) {
            documents.put(name, new SampleDocument("", new byte[0], "", Expected.FAILED));
        }
    }

    private void either(String name, String text) {
        either(name, text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private void either(String name, byte[] bytes) {
        documents.put(name, new SampleDocument("", bytes, "", Expected.EITHER));
    }

    private static byte[] half(byte[] bytes) {
        return Arrays.copyOf(bytes, bytes.length / 2);
    }

    private static byte[] docxOf(String before, int megabytes, String after) throws IOException {
        return zipOf(
                "word/document.xml",
                "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>"
                        + before,
                megabytes,
                after + "</w:body></w:document>");
    }

    private static byte[] zipOf(String name, String before, int megabytes, String after) throws IOException {
        byte[] megabyte = "lol ".repeat(262_144).getBytes(StandardCharsets.US_ASCII);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.setLevel(1);
            zip.putNextEntry(new ZipEntry("[Content_Types].xml"));
            zip.write(SampleDocuments.CONTENT_TYPES.getBytes(StandardCharsets.UTF_8));
            zip.putNextEntry(new ZipEntry("_rels/.rels"));
            zip.write(SampleDocuments.RELATIONS.getBytes(StandardCharsets.UTF_8));
            zip.putNextEntry(new ZipEntry(name));
            zip.write(before.getBytes(StandardCharsets.UTF_8));
            for (int i = 0; i < megabytes; i++) {
                zip.write(megabyte);
            }
            zip.write(after.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
