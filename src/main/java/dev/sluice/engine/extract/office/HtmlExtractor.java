package dev.sluice.engine.extract.office;

import dev.sluice.engine.extract.Block;
import dev.sluice.engine.extract.DocumentSink;
import dev.sluice.engine.extract.Extractor;
import dev.sluice.engine.extract.Texts;
import dev.sluice.engine.extract.text.TextFile;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;

/** Web pages. Nothing a page refers to is loaded. */
public final class HtmlExtractor implements Extractor {
    private static final Pattern BOLD = Pattern.compile("(?i)font-weight\\s*:\\s*(?:bold|[6-9]00)");
    private static final Set<String> TYPES = Set.of("text/html", "application/xhtml+xml", "application/x-xhtml+xml");

    @Override
    public boolean reads(String mediaType) {
        return TYPES.contains(mediaType);
    }

    @Override
    public void extract(Path document, String mediaType, DocumentSink sink) throws IOException {
        Document page = parse(document);
        sink.metadata("title", page.title());
        for (String name : new String[] {"author", "description", "keywords"}) {
            Element meta = page.selectFirst("meta[name=" + name + "]");
            sink.metadata(name, meta == null ? null : meta.attr("content"));
        }
        // What stands in the browser's title bar is the heading of a page that has no other.
        if (page.selectFirst("h1, h2") == null) {
            sink.add(Block.heading(1, Texts.oneLine(page.title()), 0, null));
        }
        readBody(page, sink, true);
    }

    /** Takes the charset the page declares, unless it declares none and is no UTF-8. */
    private static Document parse(Path document) throws IOException {
        Document page = Jsoup.parse(document.toFile(), null);
        Charset guess = TextFile.charsetOf(document);
        if (guess.name().startsWith("UTF-16")) {
            // The declaration is often a left-over of another encoding.
            return Jsoup.parse(document.toFile(), guess.name());
        }
        boolean undeclared = page.charset().equals(StandardCharsets.UTF_8) && !guess.equals(StandardCharsets.UTF_8);
        return undeclared ? Jsoup.parse(document.toFile(), guess.name()) : page;
    }

    /** Reads the text of a page that is already parsed, as in the body of a mail. */
    static void readBody(Document page, DocumentSink sink, boolean boldHeadings) {
        markLayoutTables(page);
        MarkupBlocks blocks = new MarkupBlocks(sink, boldHeadings);
        page.traverse(new Visitor(blocks));
        blocks.flush();
    }

    /** A table that holds tables, or has a single cell, arranges the page: its cells are no cells to a reader. */
    private static void markLayoutTables(Document page) {
        for (Element table : page.select("table:has(table)")) {
            if (!isData(table)) {
                demote(table);
            }
        }
        for (Element table : page.select("table")) {
            boolean plain = table.select("th, caption").isEmpty();
            boolean single = table.select("td, th").size() == 1
                    || plain && table.select("tr").size() == 1;
            boolean said = table.attr("role").equals("presentation")
                    || table.attr("role").equals("none");
            if (single || said) {
                demote(table);
            }
        }
    }

    /** Whether a table that holds others has headers or a title of its own, or many cells without a table in them. */
    private static boolean isData(Element table) {
        int cells = 0;
        int nested = 0;
        int rows = 0;
        for (Element part : table.select("tr, td, th, caption")) {
            if (table.equals(part.closest("table"))) {
                if (part.normalName().equals("th") || part.normalName().equals("caption")) {
                    return true;
                }
                rows += part.normalName().equals("tr") ? 1 : 0;
                cells += part.normalName().equals("td") ? 1 : 0;
                nested += part.normalName().equals("td") && part.selectFirst("table") != null ? 1 : 0;
            }
        }
        return rows >= 3 && cells >= 6 && nested <= 0.2 * cells;
    }

    private static void demote(Element table) {
        for (Element part : table.children()) {
            for (Element row :
                    part.normalName().equals("tr") ? part.getElementsByTag("tr").subList(0, 1) : part.children()) {
                row.children().forEach(cell -> cell.tagName("div"));
                row.tagName("div");
            }
            part.tagName("div");
        }
        table.tagName("div");
    }

    private static final class Visitor implements NodeVisitor {
        private final MarkupBlocks blocks;

        Visitor(MarkupBlocks blocks) {
            this.blocks = blocks;
        }

        @Override
        public void head(Node node, int depth) {
            if (node instanceof TextNode text) {
                blocks.text(text.getWholeText());
            } else if (node instanceof Element element) {
                String name = isHidden(element) ? "template" : element.normalName();
                blocks.start(name, span(element, "colspan"), span(element, "rowspan"));
                if (isBold(element)) {
                    blocks.startBold();
                }
                if (name.equals("img") && element.hasAttr("alt")) {
                    blocks.text(" " + element.attr("alt") + " ");
                }
            }
        }

        @Override
        public void tail(Node node, int depth) {
            if (node instanceof Element element) {
                if (isBold(element)) {
                    blocks.endBold();
                }
                blocks.end(element.normalName());
            }
        }

        private static boolean isBold(Element element) {
            String style = element.attr("style");
            return !style.isEmpty() && BOLD.matcher(style).find();
        }

        private static boolean isHidden(Element element) {
            if (element.hasAttr("hidden")) {
                return true;
            }
            String style = element.attr("style");
            return !style.isEmpty()
                    && style.toLowerCase(Locale.ROOT).replace(" ", "").contains("display:none");
        }

        private static int span(Element element, String attribute) {
            try {
                return Integer.parseInt(element.attr(attribute).strip());
            } catch (NumberFormatException e) {
                return 1;
            }
        }
    }
}
