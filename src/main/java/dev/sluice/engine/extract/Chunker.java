package dev.sluice.engine.extract;

import dev.sluice.engine.extract.ExtractOptions.ChunkType;
import java.io.IOException;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Cuts a document into chunks of Markdown for search and language models. No chunk but one of pages is longer than the
 * size asked for; what is too long in one piece is cut at lines, then sentences, then words.
 */
final class Chunker {
    private static final int FEW_WORDS_IN_COMMON = 1;

    private final List<Block> blocks;
    private final int size;

    Chunker(List<Block> blocks, int size) {
        this.blocks = blocks.stream()
                .filter(block -> block.type() != BlockType.HEADER
                        && block.type() != BlockType.FOOTER
                        && block.type() != BlockType.FIGURE)
                .toList();
        this.size = size;
    }

    /** Takes the chunks one after another, in the document's order. */
    interface Chunks {
        void chunk(String text) throws IOException;
    }

    void cut(ChunkType type, Chunks chunks) throws IOException {
        Packer packer = new Packer(chunks);
        Block before = null;
        Set<String> topic = new HashSet<>();
        for (Block block : blocks) {
            String text = MarkdownWriter.text(block);
            boolean begins = before != null
                    && switch (type) {
                        case PAGE -> block.page() != before.page();
                        case HEADER -> block.type() == BlockType.HEADING;
                        case SEMANTIC -> isNewTopic(before, block, topic, packer.length());
                        case RECURSIVE -> false;
                    };
            if (begins) {
                packer.flush();
                topic.clear();
            }
            packer.add(text, type == ChunkType.PAGE ? Integer.MAX_VALUE : size);
            if (type == ChunkType.SEMANTIC) {
                topic.addAll(words(text));
            }
            before = block;
        }
        packer.flush();
    }

    /** A heading begins a topic; so does, once there is enough text, a paragraph with hardly a word of those before. */
    private boolean isNewTopic(Block before, Block block, Set<String> topic, int length) {
        if (block.type() == BlockType.HEADING) {
            return before.type() != BlockType.HEADING || block.level() <= before.level();
        }
        if (block.type() != BlockType.PARAGRAPH
                || before.type() == BlockType.HEADING
                || length < size / 2
                || before.text().endsWith(":")) {
            return false;
        }
        Set<String> own = words(block.text());
        own.retainAll(topic);
        return own.size() <= FEW_WORDS_IN_COMMON;
    }

    /** Longer words carry the topic, short ones the grammar. */
    private static Set<String> words(String text) {
        Set<String> words = new HashSet<>();
        for (String word : text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+")) {
            if (word.codePointCount(0, word.length()) > 4) {
                words.add(word);
            }
        }
        return words;
    }

    /** Fills a chunk with pieces until the next would not fit. */
    private static final class Packer {
        private final Chunks chunks;
        private final StringBuilder open = new StringBuilder();

        Packer(Chunks chunks) {
            this.chunks = chunks;
        }

        int length() {
            return open.length();
        }

        void add(String text, int most) throws IOException {
            if (open.length() + 2L + text.length() <= most) {
                append("\n\n", text);
                return;
            }
            // A heading does not stay behind alone: the text under it is cut instead.
            if (text.length() <= most && open.length() > most / 4) {
                flush();
                append("\n\n", text);
                return;
            }
            String separator = "\n\n";
            for (String piece :
                    Pieces.of(text, Math.max(1, most - (open.length() > most / 4 ? 0 : open.length() + 2)))) {
                if (open.length() + 2 + piece.length() > most) {
                    flush();
                }
                append(separator, piece);
                separator = piece.startsWith("|") ? "\n" : " ";
            }
        }

        private void append(String separator, String text) {
            open.append(open.isEmpty() ? "" : separator).append(text);
        }

        void flush() throws IOException {
            String chunk = open.toString().strip();
            open.setLength(0);
            if (!chunk.isEmpty()) {
                chunks.chunk(chunk);
            }
        }
    }

    /** Cuts a text that is too long: at lines if they are short enough, else at sentences, else at words. */
    private static final class Pieces {
        private Pieces() {}

        static List<String> of(String text, int most) {
            List<String> pieces = new ArrayList<>();
            for (String line : text.split("\n")) {
                if (line.length() <= most) {
                    pieces.add(line);
                } else {
                    split(line, BreakIterator.getSentenceInstance(Locale.ROOT), most, pieces);
                }
            }
            return pieces;
        }

        private static void split(String text, BreakIterator breaks, int most, List<String> pieces) {
            breaks.setText(text);
            int from = 0;
            for (int to = breaks.next(); to != BreakIterator.DONE; to = breaks.next()) {
                String sentence = text.substring(from, to).strip();
                if (sentence.length() <= most) {
                    pieces.add(sentence);
                } else {
                    words(sentence, most, pieces);
                }
                from = to;
            }
        }

        private static void words(String text, int most, List<String> pieces) {
            int from = 0;
            while (from < text.length()) {
                int to = Math.min(text.length(), from + most);
                if (to < text.length()) {
                    int space = text.lastIndexOf(' ', to);
                    to = space > from ? space : to - (Character.isHighSurrogate(text.charAt(to - 1)) ? 1 : 0);
                }
                pieces.add(text.substring(from, to).strip());
                from = to;
            }
        }
    }
}
