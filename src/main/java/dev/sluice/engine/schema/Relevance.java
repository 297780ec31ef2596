package dev.sluice.engine.schema;

/** How well a label fits a field by where it stands. */
final class Relevance {
    private Relevance() {}

    /** A little for standing early: of two that are alike the first is meant. */
    static double early(DocumentReading document, Segment segment) {
        return 0.05 * (1 - segment.index / (1.0 + document.view.segments().size()));
    }

    /** Whether it is in the seller's or the buyer's part of the document, as the field wants. */
    static double role(DocumentReading document, FieldPlan plan, LabelHit hit) {
        boolean personal = plan.kind() == Kind.VATID
                || plan.kind() == Kind.ADDRESS
                || plan.kind().named()
                || plan.kind() == Kind.EMAIL
                || plan.kind() == Kind.PHONE
                || plan.kind() == Kind.URL
                || plan.kind() == Kind.IDENTIFIER && plan.role() != FieldPlan.Role.NONE;
        if (plan.kind() == Kind.IDENTIFIER && plan.role() == FieldPlan.Role.NONE && hit.words() == 1) {
            // "Number:" under "Seller" is the seller's number.
            return document.sections.role(hit.segment()) == FieldPlan.Role.NONE ? 1 : 0.4;
        }
        boolean ownLabel = plan.kind() == Kind.SELLER || plan.kind() == Kind.BUYER;
        if (!personal || ownLabel || plan.is("customer_number") || plan.is("supplier_number")) {
            return 1;
        }
        FieldPlan.Role wanted =
                plan.role() == FieldPlan.Role.NONE && plan.kind() == Kind.VATID ? FieldPlan.Role.SELLER : plan.role();
        FieldPlan.Role said = said(document, hit);
        if (said == FieldPlan.Role.NONE) {
            said = document.sections.role(hit.segment());
        }
        if (wanted == said) {
            return wanted == FieldPlan.Role.NONE ? 1 : 1.1;
        }
        if (said == FieldPlan.Role.NONE) {
            return wanted == FieldPlan.Role.SELLER ? 0.95 : 0.75;
        }
        return wanted == FieldPlan.Role.NONE ? 0.85 : 0.45;
    }

    private static FieldPlan.Role said(DocumentReading document, LabelHit hit) {
        LabelWords line = hit.segment().labelWords(document.words, document.lexicon);
        Words words = document.lexicon.words();
        int seller = words.find("seller");
        int buyer = words.find("buyer");
        int customer = words.find("customer");
        int your = words.find("your");
        int our = words.find("our");
        for (int i = Math.max(0, hit.from() - 3); i < Math.min(line.size(), hit.to() + 2); i++) {
            int meaning = line.meaning()[i];
            if (meaning == seller || meaning == our) {
                return FieldPlan.Role.SELLER;
            }
            if (meaning == buyer || meaning == customer || meaning == your) {
                return FieldPlan.Role.BUYER;
            }
        }
        return FieldPlan.Role.NONE;
    }

    /** Whether the objects around the field are named by the label or by the heading above it. */
    static double context(DocumentReading document, FieldPlan plan, LabelHit hit) {
        if (plan.context().isEmpty() || plan.role() != FieldPlan.Role.NONE) {
            return 1;
        }
        LabelWords line = hit.segment().labelWords(document.words, document.lexicon);
        for (int i = 0; i < line.size(); i++) {
            if (plan.context().contains(line.meaning()[i])) {
                return 1.08;
            }
        }
        Sections.Heading heading = document.sections.heading(hit.segment());
        if (heading != null) {
            LabelWords above = heading.segment().labelWords(document.words, document.lexicon);
            for (int meaning : above.meaning()) {
                if (plan.context().contains(meaning)) {
                    return 1.15;
                }
            }
            return 0.85;
        }
        return 0.95;
    }
}
