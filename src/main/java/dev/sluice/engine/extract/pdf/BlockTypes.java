package dev.sluice.engine.extract.pdf;

import dev.sluice.engine.extract.Block;
import dev.sluice.engine.extract.BlockType;
import java.util.ArrayList;
import java.util.List;

/** Decides, knowing the whole document, which blocks are headings, of which level, and which are page furniture. */
final class BlockTypes {
    private final List<Draft> drafts;
    private final Furniture furniture;
    private final Headings headings;
    private final HeadingLevels levels;

    BlockTypes(List<Draft> drafts) {
        this.drafts = drafts;
        this.furniture = new Furniture(drafts);
        this.headings = new Headings(drafts, furniture);
        List<Draft> found = new ArrayList<>();
        for (int i = 0; i < drafts.size(); i++) {
            if (headings.is(i)) {
                found.add(drafts.get(i));
            }
        }
        this.levels = new HeadingLevels(found);
    }

    List<Block> blocks() {
        List<Block> blocks = new ArrayList<>();
        for (int i = 0; i < drafts.size(); i++) {
            blocks.add(block(i));
        }
        return blocks;
    }

    private Block block(int index) {
        Draft draft = drafts.get(index);
        if (draft.table() != null) {
            return Block.table(draft.table(), draft.page(), draft.box());
        }
        if (furniture.is(draft)) {
            BlockType type = draft.edge() == Draft.Edge.TOP ? BlockType.HEADER : BlockType.FOOTER;
            return Block.paragraph(draft.full(), draft.page(), draft.box()).as(type, 0);
        }
        if (headings.is(index)) {
            return Block.heading(levels.level(draft), draft.full(), draft.page(), draft.box());
        }
        if (!draft.marker().isEmpty()) {
            return Block.listItem(draft.depth(), draft.marker(), draft.text(), draft.page(), draft.box());
        }
        return Block.paragraph(draft.text(), draft.page(), draft.box());
    }
}
