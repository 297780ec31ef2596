package dev.sluice.engine.schema;

import java.util.Set;

/** How well a number found in a text is the number a field wants. */
final class Fit {
    private static final Set<String> HARMLESS =
            Set.of("", "incl", "inkl", "excl", "exkl", "ttc", "ht", "netto", "brutto", "net", "per", "p", "pro", "vat");

    private Fit() {}

    static double of(FieldPlan plan, NumberMention number) {
        boolean whole = number.decimals() < 0 || number.decimals() == 3;
        boolean integer = plan.field().type() == Field.Type.INTEGER;
        return switch (plan.kind()) {
            case RATE ->
                number.percent()
                        ? 1
                        : number.currency().isEmpty() && number.digits().length() <= 6 ? 0.55 : 0;
            case AMOUNT -> {
                if (number.percent()) {
                    yield 0;
                }
                if (number.money()) {
                    yield 1;
                }
                boolean strange =
                        !HARMLESS.contains(number.unit()) && number.unit().length() > 1;
                yield number.digits().length() > 9 ? 0.1 : strange ? 0.35 : 0.75;
            }
            default -> {
                if (number.percent()) {
                    yield 0.1;
                }
                boolean money = plan.kind() == Kind.NUMBER && !integer && plan.concept() == null;
                double fit = number.currency().isEmpty() || money ? 1 : 0.35;
                if (integer && !whole) {
                    fit *= 0.5;
                }
                yield asksFor(plan, number.unit()) ? fit : fit * (plan.kind() == Kind.QUANTITY ? 0.85 : 0.95);
            }
        };
    }

    private static boolean asksFor(FieldPlan plan, String unit) {
        if (unit.isEmpty()) {
            return false;
        }
        String asked = " "
                + Fold.fold(
                        Planner.spread(plan.field().name()) + " " + plan.field().description()) + " ";
        return asked.contains(" " + unit + " ");
    }
}
