package dev.sluice.engine.llm;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The text of the documents of a job.
 *
 * @param blocks in reading order
 * @param pages how many pages it has; 1 where the format has none
 */
record DocumentText(List<TextBlock> blocks, int pages) {
    DocumentText {
        blocks = List.copyOf(blocks);
    }

    Set<String> ids() {
        return blocks.stream().map(TextBlock::id).collect(Collectors.toUnmodifiableSet());
    }

    /** What stands on those pages; a format without pages has all on page 1. */
    DocumentText only(List<Integer> some) {
        return new DocumentText(
                blocks.stream()
                        .filter(block -> some.contains(Math.max(1, block.page())))
                        .toList(),
                pages);
    }

    /** Pieces of at most that many characters each; a page stays whole if it can. At least one, which may be empty. */
    List<DocumentText> chunks(int characters) {
        List<DocumentText> chunks = new ArrayList<>();
        List<TextBlock> current = new ArrayList<>();
        long length = 0;
        for (TextBlock block : blocks) {
            String text = shortened(block.text(), characters);
            if (length + text.length() > characters && !current.isEmpty()) {
                int begins = beginOfLastPage(current);
                List<TextBlock> next = new ArrayList<>(current.subList(begins, current.size()));
                chunks.add(new DocumentText(current.subList(0, begins), pages));
                current = next;
                length = next.stream().mapToLong(b -> b.text().length()).sum();
            }
            current.add(new TextBlock(block.id(), block.page(), block.type(), text));
            length += text.length();
        }
        chunks.add(new DocumentText(current, pages));
        return chunks;
    }

    /** Where the last page begins; the end if it is the only one, or makes up more than half. */
    private static int beginOfLastPage(List<TextBlock> blocks) {
        int page = blocks.get(blocks.size() - 1).page();
        int begin = blocks.size();
        while (begin > 0 && blocks.get(begin - 1).page() == page) {
            begin--;
        }
        return begin < blocks.size() / 2 ? blocks.size() : begin;
    }

    /** All pages, each with no more of its text than leaves room for the others. */
    DocumentText overview(int characters) {
        int each = Math.max(200, characters / Math.max(1, pages));
        List<TextBlock> kept = new ArrayList<>();
        int page = -1;
        int left = each;
        for (TextBlock block : blocks) {
            if (block.page() != page) {
                page = block.page();
                left = each;
            }
            if (left > 0) {
                String text = shortened(block.text(), left);
                kept.add(new TextBlock(block.id(), block.page(), block.type(), text));
                left -= text.length();
            }
        }
        return new DocumentText(kept, pages);
    }

    /** One line of JSON for each block: whatever the text holds, it cannot end its line, nor the document. */
    String lines() {
        StringBuilder lines = new StringBuilder();
        for (TextBlock block : blocks) {
            lines.append(JsonNodeFactory.instance
                            .objectNode()
                            .put("id", block.id())
                            .put("page", Math.max(1, block.page()))
                            .put("type", block.type())
                            .put("text", block.text()))
                    .append('\n');
        }
        return lines.toString();
    }

    private static String shortened(String text, int characters) {
        if (text.length() <= characters) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(characters - 1)) ? characters - 1 : characters;
        return text.substring(0, end);
    }
}
