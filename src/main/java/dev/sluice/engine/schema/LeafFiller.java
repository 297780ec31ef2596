package dev.sluice.engine.schema;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gives each single field its value: the best candidates first, and no place to two fields that mean two things. */
final class LeafFiller {
    private static final double LEAST = 0.3;
    private static final double TAKEN = 0.55;

    private final FieldFinder finder;
    private final Fallbacks fallbacks;
    private final Totals totals;

    LeafFiller(FieldFinder finder, Fallbacks fallbacks, Totals totals) {
        this.finder = finder;
        this.fallbacks = fallbacks;
        this.totals = totals;
    }

    private record Offer(FieldPlan plan, Candidate candidate) {}

    /** The chosen candidate of each plan; plans without one are missing. */
    Map<FieldPlan, Candidate> fill(List<FieldPlan> plans) {
        Map<FieldPlan, Candidate> chosen = new IdentityHashMap<>();
        List<Offer> offers = new ArrayList<>();
        Map<FieldPlan, Double> best = new IdentityHashMap<>();
        for (FieldPlan plan : plans) {
            Candidate sum = sum(plan);
            if (sum != null) {
                chosen.put(plan, sum);
                continue;
            }
            for (Candidate one : candidates(plan)) {
                if (one.score() >= LEAST) {
                    offers.add(new Offer(plan, one));
                    best.merge(plan, one.score(), Math::max);
                }
            }
        }
        offers.sort(Comparator.comparingDouble((Offer one) -> one.candidate().score())
                .reversed());
        Map<Segment, List<Offer>> taken = new HashMap<>();
        for (Offer offer : offers) {
            if (chosen.containsKey(offer.plan())) {
                continue;
            }
            List<Offer> there = taken.computeIfAbsent(offer.candidate().segment(), key -> new ArrayList<>());
            if (there.stream().anyMatch(other -> clash(offer, other))) {
                continue;
            }
            chosen.put(offer.plan(), offer.candidate());
            there.add(offer);
        }
        return chosen;
    }

    private static boolean clash(Offer offer, Offer other) {
        if (!offer.candidate().samePlace(other.candidate())) {
            return false;
        }
        FieldPlan a = offer.plan();
        FieldPlan b = other.plan();
        boolean alike = a.kind() == b.kind() || a.kind().numeric() && b.kind().numeric();
        if (!alike || a.kind() == Kind.CURRENCY || a.kind() == Kind.BOOLEAN) {
            return false;
        }
        boolean sameThing = a.concept() != null && a.concept() == b.concept() && a.role() == b.role();
        // Two fields under the same outright label are two names for one thing.
        boolean bothSay = offer.candidate().score() > TAKEN + 0.3
                && offer.candidate().key() == other.candidate().key();
        return !sameThing && !bothSay;
    }

    private @Nullable Candidate sum(FieldPlan plan) {
        boolean asked = plan.kind() == Kind.AMOUNT
                && plan.field().type() != Field.Type.STRING
                && (plan.is(Totals.NET) || plan.is(Totals.TAX) || plan.is(Totals.TOTAL));
        return asked && plan.concept() != null ? totals.amount(plan.concept().id()) : null;
    }

    private List<Candidate> candidates(FieldPlan plan) {
        boolean party = plan.kind() == Kind.SELLER || plan.kind() == Kind.BUYER;
        List<Candidate> all = party ? new ArrayList<>() : new ArrayList<>(finder.candidates(plan));
        all.addAll(fallbacks.candidates(plan));
        return all;
    }
}
