package dev.sluice.engine.extract.office;

import dev.sluice.engine.extract.Block;
import dev.sluice.engine.extract.DocumentSink;
import java.io.IOException;
import java.io.InputStream;
import org.apache.poi.openxml4j.exceptions.InvalidFormatException;
import org.apache.poi.openxml4j.opc.PackagePart;
import org.apache.poi.openxml4j.opc.PackageRelationship;
import org.apache.poi.openxml4j.opc.TargetMode;

/** What is drawn on a sheet: text boxes, charts, pictures. */
final class SheetDrawings {
    private static final int DEEPEST = 2;

    private final DocumentSink sink;
    private final DrawingParts parts;
    private final int page;

    SheetDrawings(DocumentSink sink, int page) {
        this.sink = sink;
        this.parts = new DrawingParts(sink, page);
        this.page = page;
    }

    void read(PackagePart sheet) throws IOException, InvalidFormatException {
        follow(sheet, 0);
    }

    private void follow(PackagePart part, int depth) throws IOException, InvalidFormatException {
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
                    if (sink.wantsFigures()) {
                        sink.figure(in.readAllBytes(), "", page, null);
                    }
                } else if (drawing) {
                    DrawingParts.texts(in).forEach(text -> sink.add(Block.paragraph(text, page, null)));
                } else {
                    parts.read(type, in, null);
                }
            }
            if (drawing) {
                follow(target, depth + 1);
            }
        }
    }
}
