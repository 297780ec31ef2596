package dev.sluice.engine.extract.office;

import dev.sluice.engine.extract.Block;
import dev.sluice.engine.extract.DocumentSink;
import dev.sluice.engine.extract.Drawing;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import org.apache.poi.openxml4j.exceptions.InvalidFormatException;
import org.apache.poi.openxml4j.opc.PackagePart;
import org.apache.poi.openxml4j.opc.PackageRelationship;
import org.apache.poi.openxml4j.opc.TargetMode;
import org.jspecify.annotations.Nullable;

/** What is drawn on a sheet: text boxes, charts, pictures. */
final class SheetDrawings {
    private static final int DEEPEST = 2;

    private final DocumentSink sink;
    private final DrawingParts parts;
    private final String sheet;
    private final int page;

    SheetDrawings(DocumentSink sink, String sheet, int page) {
        this.sink = sink;
        this.sheet = sheet;
        this.parts = new DrawingParts(sink, page);
        this.page = page;
    }

    void read(PackagePart part) throws IOException, InvalidFormatException {
        follow(part, Map.of(), 0);
    }

    private void follow(PackagePart part, Map<String, String> places, int depth)
            throws IOException, InvalidFormatException {
        for (PackageRelationship relation : part.getRelationships()) {
            String type = relation.getRelationshipType();
            boolean drawing = type.endsWith("/drawing");
            boolean drawn = type.endsWith("/chart") || type.endsWith("/image") || type.endsWith("/diagramData");
            if (relation.getTargetMode() != TargetMode.INTERNAL || !drawing && !drawn || depth > DEEPEST) {
                continue;
            }
            PackagePart target = part.getRelatedPart(relation);
            if (target == null) {
                continue;
            }
            try (InputStream in = target.getInputStream()) {
                if (type.endsWith("/image")) {
                    picture(in, places.get(relation.getId()));
                } else if (drawing) {
                    DrawingParts.texts(in).forEach(text -> sink.add(Block.paragraph(text, page, null)));
                } else {
                    parts.read(type, in, null, places.get(relation.getId()));
                }
            }
            if (drawing) {
                follow(target, anchors(target), depth + 1);
            }
        }
    }

    private Map<String, String> anchors(PackagePart drawing) throws IOException {
        try (InputStream in = drawing.getInputStream()) {
            return SheetAnchors.read(in, sheet);
        }
    }

    /** That it is there is told in any case, its image only on request. */
    private void picture(InputStream in, @Nullable String place) throws IOException {
        String part = sink.wantsFigures() ? sink.picture(in.readAllBytes()) : null;
        sink.add(Block.figure(part, "", page, null).drawn(Drawing.picture(place)));
    }
}
