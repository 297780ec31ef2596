package dev.sluice.engine.schema;

import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who sells and who buys: by labels, else by letterhead, footer, address window and the names of web addresses. */
final class Parties {
    private static final int MOST = 60;
    private static final double HOLDER = 0.55;
    private static final double LEAST = 0.22;
    private static final double UNLABELLED_AT_MOST = 0.85;

    private final DocumentReading document;
    private final FieldFinder finder;
    private final Planner planner;
    private final PartyClues clues;
    private @Nullable List<PartyClues.Named> named;
    private @Nullable List<Candidate> sellers;
    private @Nullable List<Candidate> buyers;

    Parties(DocumentReading document, FieldFinder finder, Planner planner) {
        this.document = document;
        this.finder = finder;
        this.planner = planner;
        this.clues = new PartyClues(document);
    }

    /** Who issued the document and whom it is addressed to, decided together; best first. */
    private void decide() {
        List<Candidate> from = allSellers();
        List<Candidate> to = allBuyers();
        double best = -1;
        Candidate seller = null;
        Candidate buyer = null;
        for (Candidate one : from.subList(0, Math.min(10, from.size()))) {
            double alone = one.score();
            if (alone > best) {
                best = alone;
                seller = one;
                buyer = null;
            }
            for (Candidate other : to.subList(0, Math.min(10, to.size()))) {
                boolean two = !same(bare(one), bare(other));
                if (two && one.score() + other.score() > best) {
                    best = one.score() + other.score();
                    seller = one;
                    buyer = other;
                }
            }
        }
        sellers = first(seller, from);
        buyers = first(buyer, buyer == null && !from.isEmpty() ? List.of() : to);
    }

    private static List<Candidate> first(@Nullable Candidate best, List<Candidate> all) {
        List<Candidate> ordered = new ArrayList<>();
        if (best != null) {
            ordered.add(best);
        } else {
            ordered.addAll(all);
        }
        return ordered;
    }

    private static String bare(Candidate one) {
        return Fold.bare(one.value().asText());
    }

    /** Who issued the document. */
    List<Candidate> sellers() {
        if (sellers == null) {
            decide();
        }
        return sellers == null ? List.of() : sellers;
    }

    /** Whom it is addressed to; never the seller. */
    List<Candidate> buyers() {
        if (buyers == null) {
            decide();
        }
        return buyers == null ? List.of() : buyers;
    }

    private List<Candidate> allSellers() {
        List<Candidate> all = labelled("seller_name", FieldPlan.Role.SELLER);
        for (Candidate one : finder.candidates(planner.plan("account_holder"))) {
            all.add(tidy(one).worth(Math.min(HOLDER, one.score())));
        }
        for (PartyClues.Named one : named()) {
            all.add(candidate(one, Math.min(UNLABELLED_AT_MOST, clues.seller(one))));
        }
        return sorted(all);
    }

    private List<Candidate> allBuyers() {
        List<Candidate> all = labelled("buyer_name", FieldPlan.Role.BUYER);
        for (PartyClues.Named one : named()) {
            all.add(candidate(one, Math.min(UNLABELLED_AT_MOST, clues.buyer(one))));
        }
        return sorted(all);
    }

    private static boolean same(String a, String b) {
        return a.equals(b) || b.length() > 4 && a.startsWith(b) || a.length() > 4 && b.startsWith(a);
    }

    private List<Candidate> labelled(String concept, FieldPlan.Role role) {
        List<Candidate> all = new ArrayList<>();
        for (Candidate one : finder.candidates(planner.plan(concept))) {
            all.add(tidy(one));
        }
        for (Candidate one : finder.candidates(planner.plan("person_name"))) {
            // "Name: ..." under the heading "Buyer".
            Sections.Heading head = document.sections.heading(one.segment());
            boolean near = head != null
                    && one.segment().row - head.segment().row <= 6
                    && document.view.rows().get(one.segment().row).size() <= 4;
            if (one.score() > 0.3 && near && document.sections.role(one.segment()) == role) {
                all.add(tidy(one).worth(Math.max(one.score(), 0.96)));
            }
        }
        return all;
    }

    /** Without what follows the legal form or stands behind a comma. */
    private static Candidate tidy(Candidate one) {
        String text = one.value().asText();
        int end = LegalForms.cut(text);
        return end > 0 && end < text.length()
                ? new Candidate(
                        TextNode.valueOf(text.substring(0, end)),
                        one.score(),
                        one.segment(),
                        one.start(),
                        one.start() + end,
                        one.key())
                : one;
    }

    private List<PartyClues.Named> named() {
        if (named == null) {
            List<PartyClues.Named> all = clues.find();
            named = all.size() > MOST ? all.subList(0, MOST) : all;
        }
        return named;
    }

    private static Candidate candidate(PartyClues.Named one, double score) {
        return new Candidate(
                TextNode.valueOf(one.name()),
                score,
                one.segment(),
                one.start(),
                one.start() + one.name().length(),
                0);
    }

    private static List<Candidate> sorted(List<Candidate> all) {
        all.removeIf(one -> one.score() < LEAST);
        all.sort(Comparator.comparingDouble(Candidate::score).reversed());
        return all;
    }
}
