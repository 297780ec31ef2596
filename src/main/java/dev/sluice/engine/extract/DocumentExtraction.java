package dev.sluice.engine.extract;

import dev.sluice.batch.ErrorCode;
import dev.sluice.batch.SluiceException;
import dev.sluice.engine.Extraction;
import dev.sluice.engine.PartFile;
import dev.sluice.engine.parser.ParseTask;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Extracts one document: finds its type, lets the fitting extractor read it, writes the parts. */
public final class DocumentExtraction {
    private static final int LONGEST_FIRST_LINE = 200;

    private final TypeDetector detector = new TypeDetector();
    private final List<Extractor> extractors;

    /** Of several extractors that read a type, the first one is asked. */
    public DocumentExtraction(List<Extractor> extractors) {
        this.extractors = List.copyOf(extractors);
    }

    /**
     * Does the task.
     *
     * @throws IOException when the document is damaged
     * @throws SluiceException with a more particular failure
     */
    public Extraction run(ParseTask task) throws IOException {
        ExtractOptions options = ExtractOptions.parse(task.options());
        Path document = Path.of(task.document());
        String mediaType = detector.detect(document, task.name(), task.mediaType());
        Extractor extractor = extractorFor(mediaType);
        Path output = Path.of(task.output());
        long limit = task.limits().outputSize();

        PartWriter layoutPart = new PartWriter(output.resolve(Extraction.LAYOUT), "application/gzip", limit);
        try (LayoutWriter layout = new LayoutWriter(layoutPart, limit);
                DocumentSink sink = new DocumentSink(task, options, layout)) {
            extractor.extract(document, mediaType, sink);
            finish(sink, options);
            layout.finish(sink.blocks());
            layout.close();
            return describe(write(sink, options, output, mediaType, layoutPart), mediaType, sink);
        }
    }

    private static void finish(DocumentSink sink, ExtractOptions options) {
        options.pages().check(sink.pageCount() == null ? 1 : sink.pageCount());
        if (sink.blocks().isEmpty()) {
            sink.warn("NO_TEXT", "No text was found in the document.");
        }
        if (sink.figures().full()) {
            sink.warn(
                    "FIGURES_LEFT_OUT",
                    "The document has more pictures than are written; the first "
                            + sink.figures().parts().size() + " were.");
        }
    }

    private static List<PartFile> write(
            DocumentSink sink, ExtractOptions options, Path output, String mediaType, PartWriter layout)
            throws IOException {
        long limit = sink.task().limits().outputSize();
        List<PartFile> parts = new ArrayList<>();
        Map<String, Path> texts = new LinkedHashMap<>();
        texts.put("markdown", output.resolve(Extraction.MARKDOWN));
        parts.add(text(
                output.resolve(Extraction.MARKDOWN),
                "text/markdown",
                limit,
                text -> new MarkdownWriter(text).write(sink.blocks())));
        parts.add(layout.part());
        if (options.html()) {
            texts.put("html", output.resolve(Extraction.HTML));
            String title = sink.metadata().getOrDefault("title", "");
            parts.add(text(
                    output.resolve(Extraction.HTML),
                    "text/html",
                    limit,
                    text -> new HtmlWriter(text).write(sink.blocks(), title)));
        }
        if (options.xml()) {
            texts.put("xml", output.resolve(Extraction.XML));
            parts.add(text(
                    output.resolve(Extraction.XML),
                    "application/xml",
                    limit,
                    text -> new XmlWriter(text).write(sink.blocks(), sink)));
        }
        parts.addAll(sink.figures().parts());
        PartWriter result = new PartWriter(output.resolve(Extraction.RESULT), "application/json", limit);
        try (result) {
            new ResultWriter(sink).write(result, texts, mediaType);
        }
        parts.add(0, result.part());
        return parts;
    }

    private interface Text {
        void write(Writer out) throws IOException;
    }

    private static PartFile text(Path file, String mediaType, long limit, Text text) throws IOException {
        PartWriter part = new PartWriter(file, mediaType, limit);
        try (Writer out = new BufferedWriter(new OutputStreamWriter(part, StandardCharsets.UTF_8))) {
            text.write(out);
        }
        return part.part();
    }

    private Extractor extractorFor(String mediaType) {
        for (Extractor extractor : extractors) {
            if (extractor.reads(mediaType)) {
                return extractor;
            }
        }
        throw new SluiceException(
                ErrorCode.UNSUPPORTED_TYPE,
                "Files of type " + mediaType
                        + " are not read; PDF, Office, OpenDocument, RTF, EPUB, HTML, XML, CSV, text,"
                        + " Markdown, mail and images are.");
    }

    private static Extraction describe(List<PartFile> parts, String mediaType, DocumentSink sink) {
        long words = 0;
        int tables = 0;
        for (Block block : sink.blocks()) {
            words += Texts.words(block.plain());
            tables += block.table() == null ? 0 : 1;
        }
        return new Extraction(
                parts,
                mediaType,
                sink.pageCount(),
                words,
                sink.blocks().size(),
                tables,
                sink.warnings(),
                firstLine(sink));
    }

    private static String firstLine(DocumentSink sink) {
        if (sink.blocks().isEmpty()) {
            return "";
        }
        String line = sink.blocks().get(0).plain().lines().findFirst().orElse("");
        if (line.length() <= LONGEST_FIRST_LINE) {
            return line;
        }
        // Not through the middle of a character.
        int end = Character.isHighSurrogate(line.charAt(LONGEST_FIRST_LINE - 1))
                ? LONGEST_FIRST_LINE - 1
                : LONGEST_FIRST_LINE;
        return line.substring(0, end);
    }
}
