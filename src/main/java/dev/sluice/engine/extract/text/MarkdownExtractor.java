package dev.sluice.engine.extract.text;

import dev.sluice.engine.extract.Block;
import dev.sluice.engine.extract.DocumentSink;
import dev.sluice.engine.extract.Extractor;
import dev.sluice.engine.extract.Table;
import dev.sluice.engine.extract.TableBuilder;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Markdown: its blocks are recognised line by line, what stands in a line stays as it is. */
public final class MarkdownExtractor implements Extractor {
    private static final Set<String> TYPES = Set.of("text/x-web-markdown", "text/markdown", "text/x-markdown");
    private static final Pattern HEADING = Pattern.compile("^ {0,3}(#{1,6})\\s+(.*?)(\\s+#+)?\\s*$");
    private static final Pattern ITEM = Pattern.compile("^(\\s*)([-*+]|\\d{1,9}[.)])\\s+(.*)$");
    private static final Pattern TABLE_RULE = Pattern.compile("^\\s*\\|?\\s*:?-+:?\\s*(\\|\\s*:?-+:?\\s*)*\\|?\\s*$");
    private static final Pattern UNDERLINE = Pattern.compile("=+|-{2,}");
    private static final Pattern BAR = Pattern.compile("(?<!\\\\)\\|");

    @Override
    public boolean reads(String mediaType) {
        return TYPES.contains(mediaType);
    }

    @Override
    public void extract(Path document, String mediaType, DocumentSink sink) throws IOException {
        Blocks blocks = new Blocks(sink);
        try (BufferedReader lines = TextFile.open(document)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                blocks.line(line);
            }
        }
        blocks.end();
    }

    /** The lines so far that are not yet a block. */
    private static final class Blocks {
        private final DocumentSink sink;
        private final StringBuilder open = new StringBuilder();
        private String fence = "";

        Blocks(DocumentSink sink) {
            this.sink = sink;
        }

        void line(String line) {
            String bare = line.strip();
            if (!fence.isEmpty()) {
                code(line, bare);
                return;
            }
            Matcher heading = HEADING.matcher(line);
            Matcher item = ITEM.matcher(line);
            if (bare.startsWith("```") || bare.startsWith("~~~")) {
                end();
                fence = bare.substring(0, 3);
            } else if (UNDERLINE.matcher(bare).matches()
                    && open.indexOf("\n") == open.length() - 1
                    && !open.isEmpty()) {
                String title = open.toString().strip();
                open.setLength(0);
                sink.add(Block.heading(bare.charAt(0) == '=' ? 1 : 2, title, 0, null));
            } else if (bare.isEmpty()) {
                end();
            } else if (heading.matches()) {
                end();
                sink.add(Block.heading(heading.group(1).length(), heading.group(2), 0, null));
            } else if (item.matches()) {
                end();
                String marker = Character.isDigit(item.group(2).charAt(0)) ? item.group(2) : "-";
                int depth = item.group(1).replace("\t", "    ").length() / 2;
                sink.add(Block.listItem(depth, marker, item.group(3).strip(), 0, null));
            } else {
                open.append(bare).append('\n');
            }
        }

        private void code(String line, String bare) {
            if (bare.startsWith(fence)) {
                sink.add(Block.code(open.toString().stripTrailing(), 0));
                open.setLength(0);
                fence = "";
            } else {
                open.append(line).append('\n');
            }
        }

        void end() {
            String text = open.toString().stripTrailing();
            open.setLength(0);
            if (!fence.isEmpty()) {
                sink.add(Block.code(text, 0));
                fence = "";
                return;
            }
            String[] lines = text.split("\n");
            if (lines.length >= 2
                    && lines[0].contains("|")
                    && TABLE_RULE.matcher(lines[1]).matches()) {
                sink.add(Block.table(table(lines), 0, null));
            } else {
                sink.add(Block.paragraph(text, 0, null));
            }
        }

        private Table table(String[] lines) {
            TableBuilder table = new TableBuilder(sink);
            for (int i = 0; i < lines.length; i++) {
                if (i == 1) {
                    continue;
                }
                String row = lines[i].strip().replaceFirst("^\\|", "").replaceFirst("(?<!\\\\)\\|$", "");
                for (String cell : BAR.split(row, -1)) {
                    table.cell(cell.strip().replace("\\|", "|"), 1, 1);
                }
                table.endRow();
            }
            return table.build();
        }
    }
}
