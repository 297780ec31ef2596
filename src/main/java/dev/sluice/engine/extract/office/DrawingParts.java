package dev.sluice.engine.extract.office;

import dev.sluice.engine.extract.Block;
import dev.sluice.engine.extract.Box;
import dev.sluice.engine.extract.DocumentSink;
import dev.sluice.engine.extract.Drawing;
import dev.sluice.engine.extract.Texts;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.poi.ooxml.POIXMLDocumentPart;
import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;

/** Charts, diagrams (SmartArt) and comments of slides, which Office documents keep in parts of their own. */
final class DrawingParts {
    private static final String CHART = "/chart";
    private static final String COMMENTS = "/comments";
    private static final String DIAGRAM = "/diagramData";

    private static final int LONGEST = 100_000;

    private final DocumentSink sink;
    private final int page;

    DrawingParts(DocumentSink sink, int page) {
        this.sink = sink;
        this.page = page;
    }

    /** Reads the part that {@code owner} refers to by this id, if it is a chart or a diagram. */
    void read(POIXMLDocumentPart owner, String relation, @Nullable Box box) {
        POIXMLDocumentPart.RelationPart found = owner.getRelationPartById(relation);
        if (found != null) {
            read(found, box);
        }
    }

    /** Reads all charts and diagrams that {@code owner} refers to. */
    void readAll(POIXMLDocumentPart owner) {
        owner.getRelationParts().forEach(part -> read(part, null));
    }

    private void read(POIXMLDocumentPart.RelationPart part, @Nullable Box box) {
        String type = part.getRelationship().getRelationshipType();
        try (InputStream in = part.getDocumentPart().getPackagePart().getInputStream()) {
            read(type, in, box);
        } catch (IOException e) {
            warn();
        }
    }

    /** Reads a part of the given relationship type, if it is a chart, a diagram or a list of comments. */
    void read(String type, InputStream in, @Nullable Box box) {
        read(type, in, box, null);
    }

    /** The same of a part drawn on a sheet, with the cells it covers. */
    void read(String type, InputStream in, @Nullable Box box, @Nullable String place) {
        try {
            if (type.endsWith(CHART)) {
                chart(ChartReader.read(in), box, place);
            } else if (type.endsWith(DIAGRAM)) {
                texts(in).forEach(point -> sink.add(Block.listItem(0, "-", point, page, box)));
            } else if (type.endsWith(COMMENTS)) {
                texts(in).forEach(text -> sink.add(Block.paragraph("Comment: " + text, page, box)));
            }
        } catch (IOException e) {
            warn();
        }
    }

    private void warn() {
        sink.warn("PART_UNREADABLE", "A chart or diagram of the document is damaged and was left out.");
    }

    private void chart(ChartReader.Chart chart, @Nullable Box box, @Nullable String place) {
        Drawing read = chart.drawing();
        Drawing drawing = new Drawing(place, read.chartType(), read.title(), read.ranges());
        sink.add(Block.figure(null, "", page, box).drawn(drawing));
        chart.titles().forEach(title -> sink.add(Block.paragraph(title, page, box)));
        if (!chart.table().rows().isEmpty()) {
            sink.add(Block.table(chart.table(), page, box).drawn(drawing));
        }
    }

    /** The paragraphs of text in a part, however deep. */
    static List<String> texts(InputStream in) throws IOException {
        List<String> texts = new ArrayList<>();
        SafeSax.parse(in, new SafeSax.Handler() {
            private final StringBuilder text = new StringBuilder();
            private boolean inText;

            @Override
            public void startElement(String uri, String name, String qualified, Attributes attributes) {
                inText = (name.equals("t") || name.equals("text")) && text.length() < LONGEST;
            }

            @Override
            public void characters(char[] characters, int start, int length) {
                if (inText) {
                    text.append(characters, start, length);
                }
            }

            @Override
            public void endElement(String uri, String name, String qualified) {
                inText = false;
                if (name.equals("p") || name.equals("text")) {
                    String line = Texts.oneLine(text.toString());
                    if (!line.isEmpty()) {
                        texts.add(line);
                    }
                    text.setLength(0);
                }
            }
        });
        return texts;
    }
}
