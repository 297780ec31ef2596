package dev.sluice.engine.schema;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Decides how a field's text is read. */
final class KindOf {
    private KindOf() {}

    /** What the JSON type and format alone say; {@code TEXT} when they say nothing. */
    static Kind type(Field field) {
        if (!field.allowed().isEmpty() && field.type() != Field.Type.BOOLEAN) {
            return Kind.ENUM;
        }
        return switch (field.type()) {
            case BOOLEAN -> Kind.BOOLEAN;
            case NUMBER, INTEGER -> Kind.NUMBER;
            default ->
                switch (field.format()) {
                    case "date", "date-time" -> Kind.DATE;
                    case "email", "idn-email" -> Kind.EMAIL;
                    case "uri", "url", "iri", "uri-reference", "hostname" -> Kind.URL;
                    case "phone", "tel" -> Kind.PHONE;
                    case "iban" -> Kind.IBAN;
                    default -> Kind.TEXT;
                };
        };
    }

    /** Whether a field of that type can hold values of that concept. */
    static boolean compatible(Kind typed, Kind concept) {
        return switch (typed) {
            case TEXT -> concept != Kind.BOOLEAN;
            case NUMBER -> concept.numeric() || concept == Kind.IDENTIFIER;
            case ENUM ->
                concept == Kind.TEXT
                        || concept == Kind.CURRENCY
                        || concept == Kind.TITLE
                        || concept == Kind.TERMS
                        || concept == Kind.IDENTIFIER;
            case BOOLEAN -> concept == Kind.BOOLEAN;
            default -> concept == typed;
        };
    }

    static Kind field(
            Field field, @Nullable Concept concept, List<Integer> own, List<Integer> description, Words words) {
        Kind typed = type(field);
        if (typed == Kind.NUMBER) {
            if (concept != null && concept.kind().numeric()) {
                return concept.kind();
            }
            if (concept != null || field.type() == Field.Type.INTEGER) {
                return Kind.NUMBER;
            }
            return numeric(own, description, words);
        }
        if (typed != Kind.TEXT) {
            return typed;
        }
        if (concept != null) {
            return concept.kind();
        }
        if (!field.pattern().isEmpty()) {
            return Kind.TEXT;
        }
        return text(own, words);
    }

    private static Kind numeric(List<Integer> own, List<Integer> description, Words words) {
        if (has(own, words, "rate") && !has(own, words, "amount")) {
            return Kind.RATE;
        }
        for (String money : List.of(
                "amount",
                "total",
                "price",
                "salary",
                "rent",
                "deposit",
                "balance",
                "surcharge",
                "tax",
                "vat",
                "sum",
                "discount",
                "subtotal",
                "pay",
                "deduction",
                "tip")) {
            if (has(own, words, money) || description.size() <= 4 && has(description, words, money)) {
                return Kind.AMOUNT;
            }
        }
        return Kind.NUMBER;
    }

    private static Kind text(List<Integer> own, Words words) {
        if (own.isEmpty()) {
            return Kind.TEXT;
        }
        if (has(own, words, "date")) {
            return Kind.DATE;
        }
        Set<String> ids = Set.of("number", "id", "reference");
        for (String id : ids) {
            if (has(own, words, id)) {
                return Kind.IDENTIFIER;
            }
        }
        if (has(own, words, "email")) {
            return Kind.EMAIL;
        }
        if (has(own, words, "phone") || has(own, words, "fax")) {
            return Kind.PHONE;
        }
        if (has(own, words, "web")) {
            return Kind.URL;
        }
        if (has(own, words, "currency")) {
            return Kind.CURRENCY;
        }
        if (has(own, words, "address")) {
            return Kind.ADDRESS;
        }
        return has(own, words, "name") ? Kind.NAME : Kind.TEXT;
    }

    private static boolean has(List<Integer> meanings, Words words, String name) {
        return meanings.contains(words.find(name));
    }
}
