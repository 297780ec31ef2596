package dev.sluice.engine.topic;

import dev.sluice.engine.extract.Block;
import dev.sluice.engine.extract.Box;
import dev.sluice.engine.extract.Layout;
import dev.sluice.engine.extract.Page;
import dev.sluice.engine.extract.Word;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes layouts from plain lines: a line that begins with {@code # } is a heading, every other one a paragraph. */
public final class LayoutText {
    private static final double WIDTH = 595;
    private static final double HEIGHT = 842;

    private final List<Page> pages = new ArrayList<>();
    private final List<Block> blocks = new ArrayList<>();

    /** A document without pages. */
    public static Layout unpaged(String... lines) {
        LayoutText text = new LayoutText();
        for (String line : lines) {
            text.blocks.add(block(line, 0, null));
        }
        return new Layout(List.of(), text.blocks);
    }

    /** Adds a page; no lines make a blank one. */
    public LayoutText page(String... lines) {
        int number = pages.size() + 1;
        List<Word> words = new ArrayList<>();
        double y = 100;
        for (String line : lines) {
            boolean heading = line.startsWith("# ");
            boolean footer = line.startsWith("_ ");
            float size = heading ? 18 : 10;
            double at = footer ? HEIGHT - 30 : y;
            double x = 60;
            String plain = heading || footer ? line.substring(2) : line;
            for (String word : plain.split(" ", -1)) {
                double width = word.length() * size / 2;
                if (!word.isEmpty()) {
                    words.add(new Word(word, new Box(x, at, x + width, at + size), at + size, size, 400, 1));
                }
                x += width + size / 2;
            }
            blocks.add(block(line, number, new Box(60, at, x, at + size)));
            y += 20;
        }
        pages.add(new Page(number, WIDTH, HEIGHT, 0, words.isEmpty() ? "none" : "text", words, List.of()));
        return this;
    }

    public Layout layout() {
        return new Layout(pages, blocks);
    }

    private static Block block(String line, int page, @Nullable Box box) {
        if (line.startsWith("# ")) {
            return Block.heading(1, line.substring(2), page, box);
        }
        return Block.paragraph(line.startsWith("_ ") ? line.substring(2) : line, page, box);
    }
}
