package dev.sluice.engine.extract.office;

import dev.sluice.engine.extract.AttachmentList;
import dev.sluice.engine.extract.DocumentSink;
import dev.sluice.engine.extract.Extractor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Set;
import org.apache.tika.exception.TikaException;
import org.apache.tika.extractor.EmbeddedDocumentExtractor;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.Office;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.mime.MediaType;
import org.apache.tika.parser.AutoDetectParser;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.microsoft.OfficeParserConfig;
import org.xml.sax.ContentHandler;
import org.xml.sax.SAXException;

/** Word processors, spreadsheets and books, as Tika reads them. Sheets count as pages. */
public final class OfficeExtractor implements Extractor {
    private static final Set<String> PREFIXES = Set.of(
            "application/vnd.openxmlformats-officedocument.wordprocessingml",
            "application/vnd.openxmlformats-officedocument.spreadsheetml",
            "application/vnd.ms-excel",
            "application/vnd.ms-word",
            "application/msword",
            "application/vnd.ms-outlook",
            "application/vnd.oasis.opendocument",
            "application/x-vnd.oasis.opendocument",
            "application/vnd.sun.xml.writer",
            "application/rtf",
            "text/rtf",
            "application/epub+zip",
            "application/x-tika-msoffice",
            "application/x-tika-ooxml");

    private final AutoDetectParser parser = new AutoDetectParser();

    @Override
    public boolean reads(String mediaType) {
        return PREFIXES.stream().anyMatch(mediaType::startsWith);
    }

    @Override
    public void extract(Path document, String mediaType, DocumentSink sink) throws IOException {
        boolean sheets = mediaType.contains("sheet") || mediaType.contains("excel");
        Metadata metadata = new Metadata();
        // The type was found already; this keeps Tika from looking, and from being misled by a name.
        metadata.set(TikaCoreProperties.CONTENT_TYPE_PARSER_OVERRIDE, mediaType);
        Attachments attachments = new Attachments(sink);
        ParseContext context = new ParseContext();
        context.set(OfficeParserConfig.class, config());
        context.set(EmbeddedDocumentExtractor.class, attachments);
        MarkupHandler handler = new MarkupHandler(sink, sheets);
        try (TikaInputStream content = TikaInputStream.get(document)) {
            parser.parse(content, handler, metadata, context);
        } catch (SAXException | TikaException e) {
            throw new IOException(e);
        }
        handler.finish();
        attachments.report(sink);
        describe(metadata, sink);
    }

    private static OfficeParserConfig config() {
        OfficeParserConfig config = new OfficeParserConfig();
        config.setExtractMacros(false);
        config.setIncludeDeletedContent(false);
        config.setIncludeMoveFromContent(false);
        config.setIncludeMissingRows(false);
        return config;
    }

    static void describe(Metadata metadata, DocumentSink sink) {
        sink.metadata("title", metadata.get(TikaCoreProperties.TITLE));
        sink.metadata("author", metadata.get(TikaCoreProperties.CREATOR));
        sink.metadata("created", metadata.get(TikaCoreProperties.CREATED));
        sink.metadata("modified", metadata.get(TikaCoreProperties.MODIFIED));
        sink.metadata("statedPageCount", metadata.get(Office.PAGE_COUNT));
    }

    /** Notes embedded documents and reads none of them. Pictures are part of the page, not attachments. */
    private static final class Attachments implements EmbeddedDocumentExtractor {
        private final AttachmentList list = new AttachmentList();
        private final DocumentSink sink;

        Attachments(DocumentSink sink) {
            this.sink = sink;
        }

        @Override
        public boolean shouldParseEmbedded(Metadata metadata) {
            return true;
        }

        @Override
        public void parseEmbedded(InputStream stream, ContentHandler handler, Metadata metadata, boolean outputHtml)
                throws IOException {
            MediaType type = MediaType.parse(metadata.get(Metadata.CONTENT_TYPE));
            boolean picture = type != null && type.getType().equals("image");
            String name = metadata.get(TikaCoreProperties.RESOURCE_NAME_KEY);
            if (picture && sink.wantsFigures()) {
                sink.figure(stream.readAllBytes(), "", 0, null);
            }
            if (!picture && name != null && !name.matches("(?i).*\\.(emf|wmf|png|jpe?g|gif|pict|bmp|tiff?)")) {
                list.add(name);
            }
        }

        void report(DocumentSink sink) {
            list.report(sink);
        }
    }
}
