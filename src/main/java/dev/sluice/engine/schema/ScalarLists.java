package dev.sluice.engine.schema;

import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Arrays of single values: what stands behind a label between commas, or as a list below it. */
final class ScalarLists {
    private static final int MOST = 200;
    private static final double LEAST = 0.3;

    private final DocumentReading document;
    private final FieldFinder finder;

    ScalarLists(DocumentReading document) {
        this.document = document;
        this.finder = new FieldFinder(document);
    }

    List<Answer> items(FieldPlan plan) {
        FieldPlan text = asText(plan);
        List<Candidate> found = finder.candidates(text);
        List<Answer> items = new ArrayList<>();
        if (!found.isEmpty() && found.get(0).score() >= LEAST) {
            Candidate best = found.get(0);
            Segment first = best.segment();
            int end = document.spots.cut(first, best.start());
            add(plan, first, best.start(), end, best.score(), items);
            if (end == first.text.length()) {
                listBelow(plan, first, best.score(), items);
            }
        }
        if (items.isEmpty()) {
            byForm(plan, items);
        }
        return items;
    }

    private static FieldPlan asText(FieldPlan plan) {
        Kind kind = plan.kind().numeric() || plan.kind() == Kind.DATE ? plan.kind() : Kind.TEXT;
        Field field = plan.field();
        Field plain = new Field(
                field.name(),
                field.type(),
                field.title(),
                field.description(),
                field.format(),
                "",
                List.of(),
                List.of(),
                false,
                field.properties(),
                null);
        return new FieldPlan(
                plain, kind, plan.concept(), plan.phrases(), plan.words(), plan.context(), plan.role(), plan.end());
    }

    private void listBelow(FieldPlan plan, Segment first, double score, List<Answer> items) {
        Segment last = first;
        while (items.size() < MOST) {
            List<Segment> below = document.view.below(last, 1, 1.2);
            Segment next = below.isEmpty() ? null : below.get(0);
            boolean goesOn = next != null
                    && Math.abs(next.x0 - last.x0) < 12
                    && !next.bold
                    && !document.spots.labelled(next)
                    && !document.spots.label(next);
            if (next == null || !goesOn) {
                return;
            }
            add(plan, next, 0, next.text.length(), score * 0.95, items);
            last = next;
        }
    }

    private void add(FieldPlan plan, Segment segment, int from, int to, double score, List<Answer> items) {
        int start = from;
        while (start < to && items.size() < MOST) {
            int end = start;
            while (end < to && !parts(segment.text, end)) {
                end++;
            }
            Found found = document.reader.read(plan, segment, start, end);
            if (found != null
                    && (plan.kind() != Kind.TEXT || !found.value().asText().isBlank())) {
                items.add(Answer.leaf(found.value(), List.of(segment.citation), score * found.fit()));
            }
            start = end + 1;
        }
    }

    private static boolean parts(String text, int at) {
        char c = text.charAt(at);
        if (c == ',') {
            return at + 1 >= text.length() || text.charAt(at + 1) == ' ';
        }
        return c == ';' || c == '•' || c == '●' || c == '|';
    }

    /** Without a label: every e-mail address, web address, IBAN or VAT id of the document. */
    private void byForm(FieldPlan plan, List<Answer> items) {
        Set<String> seen = new LinkedHashSet<>();
        for (Segment segment : document.view.segments()) {
            List<Mention> mentions = switch (plan.kind()) {
                case EMAIL -> Contacts.emails(segment.text);
                case URL -> Contacts.urls(segment.text);
                case IBAN -> BankCodes.ibans(segment.text);
                case VATID -> VatIds.scan(segment.text);
                default -> List.of();
            };
            for (Mention one : mentions) {
                if (items.size() < MOST && seen.add(one.value())) {
                    items.add(Answer.leaf(TextNode.valueOf(one.value()), List.of(segment.citation), 0.7));
                }
            }
        }
    }
}
