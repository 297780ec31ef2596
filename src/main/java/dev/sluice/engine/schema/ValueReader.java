package dev.sluice.engine.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a part of a segment's text as a field's kind of value. */
final class ValueReader {
    private final DocumentStyle style;
    private final Choices choices;

    ValueReader(DocumentStyle style, RunWords words, Lexicon lexicon) {
        this.style = style;
        this.choices = new Choices(words, lexicon);
    }

    /** The value that stands first in the text from one place to the other; null if none of the kind does. */
    @Nullable
    Found read(FieldPlan plan, Segment segment, int from, int to) {
        if (to <= from) {
            return null;
        }
        return switch (plan.kind()) {
            case DATE -> date(plan, segment, from, to);
            case AMOUNT, NUMBER, QUANTITY, RATE -> number(plan, segment, from, to);
            case IDENTIFIER -> identifier(plan, segment, from, to);
            case VATID -> vatId(plan, segment, from, to);
            case IBAN -> iban(segment, from, to);
            case BIC -> first(BankCodes.bics(segment.text), from, to, 8);
            case PHONE -> first(Contacts.phones(segment.text), from, to, 30);
            case EMAIL -> first(Contacts.emails(segment.text), from, to, 60);
            case URL -> first(Contacts.urls(segment.text), from, to, 60);
            case CURRENCY -> currency(segment, from, to);
            case BOOLEAN -> choices.yesOrNo(segment.text, from, to);
            case ENUM -> choices.oneOf(plan.field().allowed(), segment.text, from, to);
            default -> text(plan, segment, from, to);
        };
    }

    @Nullable
    Found date(FieldPlan plan, Segment segment, int from, int to) {
        DateMention chosen = null;
        int seen = 0;
        for (DateMention date : segment.dates()) {
            if (date.start() >= from && date.end() <= to && date.date(style.monthFirst()) != null) {
                seen++;
                if (chosen == null || plan.end() && seen == 2) {
                    chosen = date;
                }
            }
        }
        LocalDate day = chosen == null ? null : chosen.date(style.monthFirst());
        if (chosen == null || day == null) {
            return null;
        }
        String written = day.toString();
        if (plan.field().format().equals("date-time")) {
            written += "T" + Clocks.time(segment.text, chosen.end());
        }
        double fit = chosen.start() - from > 40 ? 0.5 : chosen.start() - from > 15 && seen < 2 ? 0.85 : 1;
        return new Found(TextNode.valueOf(written), fit, chosen.start(), chosen.end());
    }

    private @Nullable Found number(FieldPlan plan, Segment segment, int from, int to) {
        NumberMention best = null;
        double bestFit = 0;
        double nearness = 1;
        for (NumberMention number : segment.numbers()) {
            if (number.start() < from || number.end() > to) {
                continue;
            }
            double fit = Fit.of(plan, number) * nearness;
            if (fit > bestFit) {
                best = number;
                bestFit = fit;
            }
            nearness *= 0.92;
        }
        if (best == null) {
            return null;
        }
        return new Found(json(plan.field(), segment.text, best), bestFit, best.start(), best.end());
    }

    /** A number as the field's type wants it. */
    JsonNode json(Field field, String text, NumberMention number) {
        BigDecimal value = number.value(style.decimalSign());
        if (field.type() == Field.Type.STRING) {
            return TextNode.valueOf(text.substring(number.start(), number.end()).strip());
        }
        BigDecimal plain = value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
        if (plain.scale() <= 0 && plain.precision() - plain.scale() <= 18) {
            return JsonNodeFactory.instance.numberNode(plain.longValueExact());
        }
        return DecimalNode.valueOf(plain);
    }

    BigDecimal value(NumberMention number) {
        return number.value(style.decimalSign());
    }

    private @Nullable Found identifier(FieldPlan plan, Segment segment, int from, int to) {
        Mention id = Identifiers.first(segment, from, to);
        if (id == null) {
            return null;
        }
        JsonNode value = TextNode.valueOf(id.value());
        if (plan.field().type() != Field.Type.STRING) {
            String digits = id.value().replaceAll("\\D", "");
            if (digits.isEmpty() || digits.length() > 18) {
                return null;
            }
            value = JsonNodeFactory.instance.numberNode(Long.parseLong(digits));
        }
        return new Found(value, Identifiers.fit(id.value()), id.start(), id.end());
    }

    private static @Nullable Found vatId(FieldPlan plan, Segment segment, int from, int to) {
        Found known = first(VatIds.scan(segment.text), from, to, 25);
        if (known != null) {
            return known;
        }
        Mention id = Identifiers.first(segment, from, to);
        boolean likely = id != null && id.value().length() >= 8 && id.start() - from < 12;
        return id == null || !likely ? null : new Found(TextNode.valueOf(id.value()), 0.6, id.start(), id.end());
    }

    private static @Nullable Found iban(Segment segment, int from, int to) {
        for (Mention iban : BankCodes.ibans(segment.text)) {
            if (iban.start() >= from && iban.end() <= to) {
                return new Found(
                        TextNode.valueOf(iban.value()),
                        BankCodes.valid(iban.value()) ? 1 : 0.85,
                        iban.start(),
                        iban.end());
            }
        }
        Mention id = Identifiers.first(segment, from, to);
        boolean likely = id != null
                && id.value().length() >= 8
                && Character.isLetter(id.value().charAt(0));
        return id == null || !likely ? null : new Found(TextNode.valueOf(id.value()), 0.7, id.start(), id.end());
    }

    private static @Nullable Found first(List<Mention> mentions, int from, int to, int within) {
        for (Mention mention : mentions) {
            if (mention.start() >= from && mention.end() <= to) {
                double fit = mention.start() - from > within ? 0.6 : 1;
                return new Found(TextNode.valueOf(mention.value()), fit, mention.start(), mention.end());
            }
        }
        return null;
    }

    private static @Nullable Found currency(Segment segment, int from, int to) {
        int at = from;
        for (String word : segment.text.substring(from, to).split("[^\\p{L}\\p{Sc}]+", 12)) {
            String code = Currencies.code(word);
            int start = segment.text.indexOf(word, at);
            if (!code.isEmpty() && start >= 0) {
                return new Found(TextNode.valueOf(code), 1, start, start + word.length());
            }
            at = start < 0 ? at : start + word.length();
        }
        return null;
    }

    private static @Nullable Found text(FieldPlan plan, Segment segment, int from, int to) {
        Mention text = plan.kind().named()
                ? TextCutter.name(segment.text, from, to, plan.kind() == Kind.PERSON)
                : TextCutter.text(segment.text, from, to);
        if (text == null) {
            return null;
        }
        if (plan.concept() != null && !plan.is("comment") && !plan.is("reason") && !plan.is("item_description")) {
            text = TextCutter.firstSentence(text);
        }
        if (!plan.field().pattern().isEmpty()) {
            Mention match = SafePattern.find(plan.field().pattern(), text.value());
            return match == null
                    ? null
                    : new Found(
                            TextNode.valueOf(match.value()),
                            1,
                            text.start() + match.start(),
                            text.start() + match.end());
        }
        Mention whole = text;
        boolean dated =
                segment.dates().stream().anyMatch(date -> date.start() <= whole.start() && date.end() >= whole.end());
        double fit = plan.kind().named() ? TextCutter.nameFit(text.value()) : dated ? 0.4 : 1;
        if (plan.kind() == Kind.TERMS && segment.dates().size() == 1 && segment.text.length() < 12) {
            fit = 0.5;
        }
        return fit <= 0 ? null : new Found(TextNode.valueOf(text.value()), fit, text.start(), text.end());
    }
}
