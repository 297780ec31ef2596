package dev.sluice.engine.extract.pdf;

import dev.sluice.engine.extract.Block;
import dev.sluice.engine.extract.BlockType;
import dev.sluice.engine.extract.DocumentSink;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Ties footnotes, small text with a sign before it low on a page, to the blocks of the page that carry the sign. */
final class FootnoteLinks {
    private static final Pattern SIGN = Pattern.compile("^(\\d{1,3}|[*†‡§¶∗]{1,3})[.)]?\\s*(?=[\\p{L}\"“‘(\\[])");
    private static final double SMALLER = 0.93;

    private FootnoteLinks() {}

    /** {@code drafts} are those the blocks were made of, in the same order; {@code place} tells where they stand. */
    static void find(List<Draft> drafts, List<Block> blocks, ToIntFunction<Block> place, DocumentSink sink) {
        BodyStyle body = BodyStyle.of(drafts);
        for (int i = 0; i < blocks.size(); i++) {
            Draft draft = drafts.get(i);
            boolean small = draft.table() == null && draft.size() < SMALLER * body.size();
            boolean text =
                    blocks.get(i).type() == BlockType.PARAGRAPH || blocks.get(i).type() == BlockType.LIST_ITEM;
            Matcher sign = SIGN.matcher(draft.full());
            if (small && text && sign.find()) {
                List<Integer> references = references(drafts, i, sign.group(1), body).stream()
                        .map(at -> place.applyAsInt(blocks.get(at)))
                        .toList();
                if (!references.isEmpty()) {
                    sink.footnote(sign.group(1), place.applyAsInt(blocks.get(i)), references);
                }
            }
        }
    }

    private static List<Integer> references(List<Draft> drafts, int note, String sign, BodyStyle body) {
        Pattern mark =
                Pattern.compile("(?<=[\\p{L}.,;:!?\"”’)\\]])\\s?" + Pattern.quote(sign) + "(?![\\p{L}\\d%]|[.,]\\d)");
        List<Integer> references = new ArrayList<>();
        Draft text = drafts.get(note);
        for (int i = note - 1; i >= 0 && drafts.get(i).page() == text.page(); i--) {
            Draft draft = drafts.get(i);
            boolean large = draft.table() == null && draft.size() >= SMALLER * body.size();
            if (large && mark.matcher(draft.full()).find()) {
                references.add(0, i);
            }
        }
        return references;
    }
}
