package dev.sluice.engine;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;
import org.apache.pdfbox.pdmodel.interactive.form.PDAcroForm;

/** Makes small files that do large harm to careless readers. */
final class HostileFiles {
    private static final PDFont FONT = new PDType1Font(Standard14Fonts.FontName.HELVETICA);

    private HostileFiles() {}

    static String billionLaughs() {
        StringBuilder xml = new StringBuilder("<?xml version=\"1.0\"?><!DOCTYPE r [<!ENTITY e0 \"ha\">");
        for (int i = 1; i < 12; i++) {
            xml.append("<!ENTITY e")
                    .append(i)
                    .append(" \"")
                    .append(("&e" + (i - 1) + ";").repeat(10))
                    .append("\">");
        }
        return xml.append("]><r>&e11;</r>").toString();
    }

    static Path docx(Path folder, String name, String documentXml) throws IOException {
        return zip(folder.resolve(name), out -> out.write(documentXml.getBytes(StandardCharsets.UTF_8)), null);
    }

    static Path docxBomb(Path folder, int megabytes) throws IOException {
        byte[] block = new byte[1 << 20];
        java.util.Arrays.fill(block, (byte) 'a');
        return zip(
                folder.resolve("bomb.docx"),
                out -> {
                    out.write(wordStart());
                    for (int i = 0; i < megabytes; i++) {
                        out.write(block);
                    }
                    out.write("</w:t></w:r></w:p></w:body></w:document>".getBytes(StandardCharsets.UTF_8));
                },
                null);
    }

    static Path docxWithEntry(Path folder, String entry) throws IOException {
        return zip(
                folder.resolve("climber.docx"),
                out -> {
                    out.write(wordStart());
                    out.write("text</w:t></w:r></w:p></w:body></w:document>".getBytes(StandardCharsets.UTF_8));
                },
                entry);
    }

    private static byte[] wordStart() {
        return ("<?xml version=\"1.0\"?><w:document"
                        + " xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body><w:p><w:r><w:t>")
                .getBytes(StandardCharsets.UTF_8);
    }

    private interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    private static Path zip(Path file, Content document, @org.jspecify.annotations.Nullable String extra)
            throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            entry(
                    zip,
                    "[Content_Types].xml",
                    out -> out.write(
                            ("<?xml version=\"1.0\"?><Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
                                            + "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
                                            + "<Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument"
                                            + ".wordprocessingml.document.main+xml\"/></Types>")
                                    .getBytes(StandardCharsets.UTF_8)));
            entry(
                    zip,
                    "_rels/.rels",
                    out -> out.write(
                            ("<?xml version=\"1.0\"?><Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
                                            + "<Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
                                            + "officeDocument\" Target=\"word/document.xml\"/></Relationships>")
                                    .getBytes(StandardCharsets.UTF_8)));
            entry(zip, "word/document.xml", document);
            if (extra != null) {
                entry(zip, extra, out -> out.write("climbed".getBytes(StandardCharsets.UTF_8)));
            }
        }
        return file;
    }

    private static void entry(ZipOutputStream zip, String name, Content content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        content.writeTo(zip);
        zip.closeEntry();
    }

    static String pdfWithLoopingPages() {
        return """
                %PDF-1.4
                1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj
                2 0 obj <</Type/Pages/Count 5/Kids[2 0 R 3 0 R 2 0 R]>> endobj
                3 0 obj <</Type/Pages/Count 5/Parent 2 0 R/Kids[2 0 R 3 0 R]>> endobj
                trailer <</Root 1 0 R/Size 4>>
                %%EOF
                """;
    }

    static Path pdfOfPages(Path folder, int pages) throws IOException {
        Path file = folder.resolve("pages.pdf");
        try (PDDocument pdf = new PDDocument()) {
            for (int i = 0; i < pages; i++) {
                pdf.addPage(new PDPage());
            }
            pdf.save(file.toFile());
        }
        return file;
    }

    static Path pdfWithSelfDrawingForm(Path folder) throws IOException {
        Path file = folder.resolve("self.pdf");
        try (PDDocument pdf = new PDDocument()) {
            PDPage page = new PDPage();
            pdf.addPage(page);
            PDFormXObject form = new PDFormXObject(pdf);
            form.setBBox(new PDRectangle(600, 800));
            PDResources resources = new PDResources();
            resources.put(COSName.getPDFName("F"), FONT);
            resources.put(COSName.getPDFName("Self"), form);
            form.setResources(resources);
            try (OutputStream out = form.getContentStream().createOutputStream()) {
                out.write("BT /F 12 Tf 50 700 Td (inside) Tj ET /Self Do".getBytes(StandardCharsets.US_ASCII));
            }
            try (PDPageContentStream content = new PDPageContentStream(pdf, page)) {
                content.drawForm(form);
            }
            pdf.save(file.toFile());
        }
        return file;
    }

    static Path pdfWithXfa(Path folder, Path secret) throws IOException {
        Path file = folder.resolve("xfa.pdf");
        try (PDDocument pdf = new PDDocument()) {
            PDPage page = new PDPage();
            pdf.addPage(page);
            try (PDPageContentStream content = new PDPageContentStream(pdf, page)) {
                content.beginText();
                content.setFont(FONT, 12);
                content.newLineAtOffset(50, 700);
                content.showText("Please wait until the form is loaded");
                content.endText();
            }
            COSStream xfa = pdf.getDocument().createCOSStream();
            try (OutputStream out = xfa.createOutputStream()) {
                out.write(("<!DOCTYPE x [<!ENTITY s SYSTEM \"" + secret.toUri()
                                + "\">]><xdp:xdp xmlns:xdp=\"http://ns.adobe.com/xdp/\"><x>&s;</x></xdp:xdp>")
                        .getBytes(StandardCharsets.UTF_8));
            }
            PDAcroForm form = new PDAcroForm(pdf);
            form.getCOSObject().setItem(COSName.XFA, xfa);
            pdf.getDocumentCatalog().setAcroForm(form);
            pdf.save(file.toFile());
        }
        return file;
    }

    static Path pngOf(Path folder, int width, int height) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream png = new DataOutputStream(bytes);
        png.writeLong(0x89504E470D0A1A0AL);
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        DataOutputStream fields = new DataOutputStream(header);
        fields.writeBytes("IHDR");
        fields.writeInt(width);
        fields.writeInt(height);
        fields.write(new byte[] {8, 2, 0, 0, 0});
        CRC32 crc = new CRC32();
        crc.update(header.toByteArray());
        png.writeInt(13);
        png.write(header.toByteArray());
        png.writeInt((int) crc.getValue());
        return Files.write(folder.resolve("huge.png"), bytes.toByteArray());
    }

    static String nestedMail(int depth) {
        StringBuilder mail = new StringBuilder();
        for (int i = 0; i < depth; i++) {
            mail.append("Subject: level ")
                    .append(i)
                    .append("\r\nMIME-Version: 1.0\r\nContent-Type: message/rfc822\r\n\r\n");
        }
        return mail.append("Subject: the end\r\n\r\ntext\r\n").toString();
    }

    static boolean wasCalled(ServerSocket socket) throws IOException {
        try {
            socket.accept().close();
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        }
    }
}
