package dev.sluice.engine.schema;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Net, tax and total of a document: the amounts whose labels say so and that add up. */
final class Totals {
    static final String NET = "net_total";
    static final String TAX = "tax_total";
    static final String TOTAL = "grand_total";

    private static final int MOST = 60;
    private static final double ADDS_UP = 0.7;
    private static final double HIGHEST_RATE = 0.4;
    private static final double UNSAID = 0.25;
    private static final double MOST_CENTS = 1e15;

    private final DocumentReading document;
    private final FieldFinder finder;
    private final Planner planner;
    private @Nullable Map<String, Candidate> solved;

    Totals(DocumentReading document, FieldFinder finder, Planner planner) {
        this.document = document;
        this.finder = finder;
        this.planner = planner;
    }

    /** The amount of that concept; null if the document has none. */
    @Nullable
    Candidate amount(String concept) {
        if (solved == null) {
            solved = solve();
        }
        return solved.get(concept);
    }

    private record Sum(Candidate candidate, long cents) {}

    private Map<String, Candidate> solve() {
        List<Sum> nets = sums(NET);
        List<Sum> taxes = sums(TAX);
        List<Sum> totals = sums(TOTAL);
        double best = 0;
        Sum[] chosen = new Sum[3];
        Map<Long, List<Sum>> byValue = new HashMap<>();
        for (Sum tax : taxes) {
            byValue.computeIfAbsent(tax.cents(), key -> new ArrayList<>()).add(tax);
        }
        double most = 1;
        for (Sum total : totals) {
            for (Sum net : nets) {
                for (Sum tax : between(byValue, total.cents() - net.cents())) {
                    most = score(net, tax, total, 1) > 0 ? Math.max(most, total.cents()) : most;
                }
            }
        }
        for (Sum total : totals) {
            for (Sum net : nets) {
                for (Sum tax : between(byValue, total.cents() - net.cents())) {
                    double score = score(net, tax, total, most);
                    if (score > best) {
                        best = score;
                        chosen = new Sum[] {net, tax, total};
                    }
                }
            }
        }
        Map<String, Candidate> found = new HashMap<>();
        if (best > 0) {
            put(found, NET, chosen[0], true);
            put(found, TAX, chosen[1], true);
            put(found, TOTAL, chosen[2], true);
            return found;
        }
        put(found, NET, first(nets), false);
        put(found, TAX, first(taxes), false);
        put(found, TOTAL, first(totals), false);
        pairs(found, nets, taxes, totals);
        return found;
    }

    /** When only two of the three have labels: those two whose sum or difference is printed somewhere. */
    private void pairs(Map<String, Candidate> found, List<Sum> nets, List<Sum> taxes, List<Sum> totals) {
        Map<Long, Candidate> printed = printed();
        if (nets.isEmpty() || strong(nets) < 0.45) {
            pair(found, NET, TOTAL, TAX, totals, taxes, printed, true);
        }
        if (found.get(TOTAL) == null || strong(totals) < 0.35) {
            pair(found, TOTAL, NET, TAX, nets, taxes, printed, false);
        }
        if (taxes.isEmpty()) {
            pair(found, TAX, TOTAL, NET, totals, nets, printed, true);
        }
    }

    private static double strong(List<Sum> sums) {
        return sums.stream().mapToDouble(one -> one.candidate().score()).max().orElse(0);
    }

    private static void pair(
            Map<String, Candidate> found,
            String missing,
            String first,
            String second,
            List<Sum> firsts,
            List<Sum> seconds,
            Map<Long, Candidate> printed,
            boolean minus) {
        double best = 0;
        for (Sum a : firsts) {
            for (Sum b : seconds) {
                long wanted = minus ? a.cents() - b.cents() : a.cents() + b.cents();
                Candidate there = wanted <= 0 || b.cents() == 0 ? null : printed.get(wanted);
                double score = a.candidate().score() + b.candidate().score();
                boolean other = there != null && !there.samePlace(a.candidate()) && !there.samePlace(b.candidate());
                if (there != null && other && score > best && score > 0.7) {
                    best = score;
                    found.put(missing, there.worth(0.6));
                    put(found, first, a, true);
                    put(found, second, b, true);
                }
            }
        }
    }

    private Map<Long, Candidate> printed() {
        Map<Long, Candidate> printed = new HashMap<>();
        FieldPlan plan = planner.plan(TOTAL);
        for (Segment segment : document.view.segments()) {
            for (NumberMention number : segment.numbers()) {
                if (number.money() && printed.size() < 5_000) {
                    printed.putIfAbsent(
                            cents(document.reader.value(number)),
                            new Candidate(
                                    document.reader.json(plan.field(), segment.text, number),
                                    UNSAID,
                                    segment,
                                    number.start(),
                                    number.end(),
                                    0));
                }
            }
        }
        return printed;
    }

    private static long cents(BigDecimal value) {
        double cents = value.doubleValue() * 100;
        return Math.abs(cents) > MOST_CENTS ? Long.MIN_VALUE / 4 : Math.round(cents);
    }

    /** The taxes that make up the difference, give or take a cent. */
    private static List<Sum> between(Map<Long, List<Sum>> taxes, long difference) {
        List<Sum> exact = taxes.get(difference);
        if (exact != null) {
            return exact;
        }
        List<Sum> above = taxes.get(difference + 1);
        return above != null ? above : taxes.getOrDefault(difference - 1, List.of());
    }

    private static double score(Sum net, Sum tax, Sum total, double most) {
        boolean three = !total.candidate().samePlace(net.candidate())
                && !total.candidate().samePlace(tax.candidate())
                && !net.candidate().samePlace(tax.candidate());
        boolean plausible = Math.abs(tax.cents()) <= HIGHEST_RATE * Math.abs(net.cents());
        if (!three || !plausible) {
            return 0;
        }
        double adds = tax.cents() == 0 ? 0.4 * ADDS_UP : ADDS_UP;
        // Of several sums that add up, the largest is the document's.
        double size = Math.max(0, total.cents()) / most;
        return total.candidate().score()
                + net.candidate().score()
                + tax.candidate().score()
                + adds
                + size;
    }

    private static @Nullable Sum first(List<Sum> sums) {
        return sums.isEmpty() ? null : sums.get(0);
    }

    private static void put(Map<String, Candidate> found, String concept, @Nullable Sum sum, boolean adds) {
        if (sum != null) {
            double score = sum.candidate().score();
            found.put(concept, adds ? sum.candidate().worth(Math.max(score, 0.5 + score / 2)) : sum.candidate());
        }
    }

    private List<Sum> sums(String concept) {
        List<Sum> sums = new ArrayList<>();
        for (Candidate one : finder.candidates(planner.plan(concept))) {
            if (sums.size() < MOST && one.value().isNumber()) {
                sums.add(new Sum(one, cents(one.value().decimalValue())));
            }
        }
        return sums;
    }
}
