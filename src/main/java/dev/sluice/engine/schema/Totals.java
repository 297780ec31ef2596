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
    private static final BigDecimal CENT = new BigDecimal("0.01");

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

    private record Sum(Candidate candidate, BigDecimal value) {}

    private Map<String, Candidate> solve() {
        List<Sum> nets = sums(NET);
        List<Sum> taxes = sums(TAX);
        List<Sum> totals = sums(TOTAL);
        double best = 0;
        Sum[] chosen = new Sum[3];
        Map<BigDecimal, List<Sum>> byValue = new HashMap<>();
        for (Sum tax : taxes) {
            byValue.computeIfAbsent(plain(tax.value()), key -> new ArrayList<>())
                    .add(tax);
        }
        double most = 0.01;
        for (Sum total : totals) {
            for (Sum net : nets) {
                for (Sum tax : between(byValue, total.value().subtract(net.value()))) {
                    most = score(net, tax, total, 1) > 0
                            ? Math.max(most, total.value().doubleValue())
                            : most;
                }
            }
        }
        for (Sum total : totals) {
            for (Sum net : nets) {
                for (Sum tax : between(byValue, total.value().subtract(net.value()))) {
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
        Map<BigDecimal, Candidate> printed = printed();
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
            Map<BigDecimal, Candidate> printed,
            boolean minus) {
        double best = 0;
        for (Sum a : firsts) {
            for (Sum b : seconds) {
                BigDecimal wanted =
                        minus ? a.value().subtract(b.value()) : a.value().add(b.value());
                Candidate there = wanted.signum() <= 0 || b.value().signum() == 0 ? null : printed.get(plain(wanted));
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

    private Map<BigDecimal, Candidate> printed() {
        Map<BigDecimal, Candidate> printed = new HashMap<>();
        FieldPlan plan = planner.plan(TOTAL);
        for (Segment segment : document.view.segments()) {
            for (NumberMention number : segment.numbers()) {
                if (number.money() && printed.size() < 5_000) {
                    printed.putIfAbsent(
                            plain(document.reader.value(number)),
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

    private static BigDecimal plain(BigDecimal value) {
        return value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
    }

    /** The taxes that make up the difference, give or take a cent. */
    private static List<Sum> between(Map<BigDecimal, List<Sum>> taxes, BigDecimal difference) {
        List<Sum> fitting = new ArrayList<>();
        for (BigDecimal off : List.of(BigDecimal.ZERO, CENT, CENT.negate())) {
            fitting.addAll(taxes.getOrDefault(plain(difference.add(off)), List.of()));
        }
        return fitting;
    }

    private static double score(Sum net, Sum tax, Sum total, double most) {
        boolean three = !total.candidate().samePlace(net.candidate())
                && !total.candidate().samePlace(tax.candidate())
                && !net.candidate().samePlace(tax.candidate());
        boolean plausible = tax.value().abs().doubleValue()
                <= HIGHEST_RATE * net.value().abs().doubleValue();
        if (!three || !plausible) {
            return 0;
        }
        double adds = tax.value().signum() == 0 ? 0.4 * ADDS_UP : ADDS_UP;
        // Of several sums that add up, the largest is the document's.
        double size = Math.max(0, total.value().doubleValue()) / most;
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
                sums.add(new Sum(one, one.value().decimalValue()));
            }
        }
        return sums;
    }
}
