package dev.sluice.engine.extract.office;

import dev.sluice.engine.extract.AttachmentList;
import dev.sluice.engine.extract.Block;
import dev.sluice.engine.extract.DocumentSink;
import dev.sluice.engine.extract.Extractor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.poi.ooxml.POIXMLProperties;
import org.apache.poi.openxml4j.exceptions.OpenXML4JException;
import org.apache.poi.openxml4j.opc.OPCPackage;
import org.apache.poi.openxml4j.opc.PackageAccess;
import org.apache.poi.openxml4j.opc.PackagePart;
import org.apache.poi.ss.usermodel.DataFormatter;
import org.apache.poi.util.XMLHelper;
import org.apache.poi.xssf.eventusermodel.ReadOnlySharedStringsTable;
import org.apache.poi.xssf.eventusermodel.XSSFReader;
import org.apache.poi.xssf.model.SharedStrings;
import org.apache.poi.xssf.model.StylesTable;
import org.apache.xmlbeans.XmlException;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.XMLReader;

/** Spreadsheets (xlsx): each sheet is a page; cells as displayed, merged regions, several tables on a sheet. */
public final class SheetsExtractor implements Extractor {
    @Override
    public boolean reads(String mediaType) {
        return mediaType.startsWith("application/vnd.openxmlformats-officedocument.spreadsheetml")
                || mediaType.startsWith("application/vnd.ms-excel.sheet.macroenabled")
                || mediaType.startsWith("application/vnd.ms-excel.template.macroenabled");
    }

    @Override
    public void extract(Path document, String mediaType, DocumentSink sink) throws IOException {
        // Read only, so that closing can never write to the original.
        try (OPCPackage container = OPCPackage.open(document.toFile(), PackageAccess.READ)) {
            describe(container, sink);
            XSSFReader reader = new XSSFReader(container);
            StylesTable styles = reader.getStylesTable();
            SharedStrings strings = new ReadOnlySharedStringsTable(container, true);
            XSSFReader.SheetIterator sheets = (XSSFReader.SheetIterator) reader.getSheetsData();
            BookSheets book = BookSheets.read(reader);
            sink.pageCount(book.count());
            sink.options().pages().check(book.count());
            for (int page = 1; sheets.hasNext(); page++) {
                try (InputStream content = sheets.next()) {
                    boolean hidden = book.isHidden(sheets.getSheetName())
                            && !sink.options().hidden().sheets();
                    if (!hidden && sink.options().pages().includes(page)) {
                        sink.add(Block.heading(1, sheets.getSheetName(), page, null));
                        sheet(content, styles, strings, sheets, sink, page);
                    }
                }
            }
            attachments(container, sink);
        } catch (OpenXML4JException | SAXException | ParserConfigurationException | XmlException e) {
            throw new IOException(e);
        }
    }

    private static void sheet(
            InputStream content,
            StylesTable styles,
            SharedStrings strings,
            XSSFReader.SheetIterator sheets,
            DocumentSink sink,
            int page)
            throws IOException, SAXException, ParserConfigurationException, OpenXML4JException {
        SheetCells cells = new SheetCells(sink, sheets.getSheetName());
        List<String> asides = new ArrayList<>();
        SheetContents contents = new SheetContents(cells, asides);
        XMLReader parser = XMLHelper.newXMLReader();
        parser.setContentHandler(new MergedSheetHandler(
                styles, sheets.getSheetComments(), strings, contents, new DataFormatter(Locale.US), cells));
        parser.parse(new InputSource(content));
        cells.finish(page);
        asides.forEach(text -> cells.aside(text, page));
        PackagePart part = sheets.getSheetPart();
        if (part != null) {
            new SheetDrawings(sink, sheets.getSheetName(), page).read(part);
        }
    }

    private static void describe(OPCPackage container, DocumentSink sink)
            throws IOException, OpenXML4JException, XmlException {
        POIXMLProperties.CoreProperties properties = new POIXMLProperties(container).getCoreProperties();
        sink.metadata("title", properties.getTitle());
        sink.metadata("author", properties.getCreator());
        if (properties.getCreated() != null) {
            sink.metadata("created", properties.getCreated().toInstant().toString());
        }
        if (properties.getModified() != null) {
            sink.metadata("modified", properties.getModified().toInstant().toString());
        }
    }

    private static void attachments(OPCPackage container, DocumentSink sink) throws OpenXML4JException {
        AttachmentList list = new AttachmentList();
        for (PackagePart part : container.getParts()) {
            String name = part.getPartName().getName();
            if (name.startsWith("/xl/embeddings/")) {
                list.add(name.substring(name.lastIndexOf('/') + 1));
            }
        }
        list.report(sink);
    }
}
