package dev.sluice.engine.extract.office;

import dev.sluice.engine.extract.Block;
import dev.sluice.engine.extract.DocumentSink;
import dev.sluice.engine.extract.Extractor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.poi.openxml4j.util.ZipSecureFile;
import org.apache.poi.util.XMLHelper;

/** Spreadsheets of OpenDocument (ods): cells as displayed, repeated and merged ones in their places. */
public final class OpenSheetsExtractor implements Extractor {
    private static final String TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0";
    private static final int MOST_REPEATED = 16_384;

    @Override
    public boolean reads(String mediaType) {
        return mediaType.startsWith("application/vnd.oasis.opendocument.spreadsheet");
    }

    @Override
    public void extract(Path document, String mediaType, DocumentSink sink) throws IOException {
        try (ZipSecureFile zip = new ZipSecureFile(document.toFile())) {
            ZipArchiveEntry content = zip.getEntry("content.xml");
            if (content == null) {
                throw new IOException("The spreadsheet has no content.xml");
            }
            try (InputStream in = zip.getInputStream(content)) {
                new Reader(XMLHelper.newXMLInputFactory().createXMLStreamReader(in), sink).read();
            }
        } catch (XMLStreamException e) {
            throw new IOException(e);
        }
    }

    /** Follows the content from its beginning to its end. */
    private static final class Reader {
        private final XMLStreamReader xml;
        private final DocumentSink sink;
        private SheetCells cells;
        private int page;
        private int row;
        private int rowRepeated;
        private int column;

        Reader(XMLStreamReader xml, DocumentSink sink) {
            this.xml = xml;
            this.sink = sink;
            this.cells = new SheetCells(sink, "");
        }

        void read() throws XMLStreamException {
            int depth = 0;
            while (xml.hasNext()) {
                int event = xml.next();
                boolean ours = (event == XMLStreamConstants.START_ELEMENT || event == XMLStreamConstants.END_ELEMENT)
                        && TABLE.equals(xml.getNamespaceURI());
                if (!ours) {
                    continue;
                }
                boolean start = event == XMLStreamConstants.START_ELEMENT;
                switch (xml.getLocalName()) {
                    case "table" -> {
                        depth += start ? 1 : -1;
                        if (start && depth == 1) {
                            beginSheet();
                        } else if (!start && depth == 0) {
                            finishSheet();
                        }
                    }
                    case "table-column" -> {
                        if (start) {
                            columns();
                        }
                    }
                    case "table-row" -> row(start);
                    case "table-cell", "covered-table-cell" -> {
                        if (start) {
                            cell();
                        }
                    }
                    default -> {}
                }
            }
        }

        private void beginSheet() {
            row = 0;
            column = 0;
            sink.pageCount(++page);
            String name = xml.getAttributeValue(TABLE, "name");
            String shown = name == null ? "Sheet " + page : name;
            cells = new SheetCells(sink, shown);
            if (sink.options().pages().includes(page)) {
                sink.add(Block.heading(1, shown, page, null));
            }
        }

        private void finishSheet() {
            if (sink.options().pages().includes(page)) {
                cells.finish(page);
            }
        }

        private void columns() {
            int repeated = number("number-columns-repeated");
            if (isHidden()) {
                cells.hideColumns(column, column + repeated - 1);
            }
            column += repeated;
        }

        private boolean isHidden() {
            String visibility = xml.getAttributeValue(TABLE, "visibility");
            return visibility != null && !visibility.equals("visible");
        }

        private void row(boolean start) {
            if (start) {
                if (isHidden()) {
                    for (int r = row; r < row + Math.min(number("number-rows-repeated"), MOST_REPEATED); r++) {
                        cells.hideRow(r);
                    }
                }
                rowRepeated = number("number-rows-repeated");
                column = 0;
            } else {
                row += rowRepeated;
            }
        }

        private void cell() throws XMLStreamException {
            int repeated = number("number-columns-repeated");
            int wide = number("number-columns-spanned");
            int high = number("number-rows-spanned");
            boolean covered = xml.getLocalName().equals("covered-table-cell");
            String text = text();
            if (!text.isBlank() && !covered) {
                for (int r = row; r < row + Math.min(rowRepeated, MOST_REPEATED); r++) {
                    for (int c = column; c < column + Math.min(repeated, MOST_REPEATED); c++) {
                        cells.cell(r, c, text);
                    }
                }
                if (wide > 1 || high > 1) {
                    cells.merge(row, column, row + high - 1, column + wide - 1);
                }
            }
            column += repeated;
        }

        /** The paragraphs of the cell, up to its end; comments are no part of it. */
        private String text() throws XMLStreamException {
            StringBuilder text = new StringBuilder();
            int depth = 1;
            int ignored = 0;
            while (depth > 0 && xml.hasNext()) {
                int event = xml.next();
                if (event == XMLStreamConstants.START_ELEMENT) {
                    depth++;
                    String name = xml.getLocalName();
                    if (ignored > 0 || name.equals("annotation")) {
                        ignored++;
                    } else if (name.equals("p") || name.equals("line-break")) {
                        text.append(text.isEmpty() ? "" : "\n");
                    } else if (name.equals("s") || name.equals("tab")) {
                        text.append(' ');
                    }
                } else if (event == XMLStreamConstants.END_ELEMENT) {
                    depth--;
                    ignored = Math.max(0, ignored - 1);
                } else if (ignored == 0
                        && (event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA)) {
                    text.append(xml.getText());
                }
            }
            return text.toString();
        }

        private int number(String name) {
            String value = xml.getAttributeValue(TABLE, name);
            try {
                return value == null ? 1 : Math.max(1, Integer.parseInt(value));
            } catch (NumberFormatException e) {
                return 1;
            }
        }
    }
}
