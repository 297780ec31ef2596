package dev.sluice.engine.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Values that need no label: known by their form, or by standing where such a thing stands. */
final class Fallbacks {
    private static final double BY_FORM = 0.6;
    private static final double GUESS = 0.35;
    private static final int TOP = 25;

    private final DocumentReading document;
    private final Parties parties;
    private final WellKnown words;

    Fallbacks(DocumentReading document, Parties parties) {
        this.document = document;
        this.parties = parties;
        this.words = new WellKnown(document);
    }

    /** Candidates for the field, best first. */
    List<Candidate> candidates(FieldPlan plan) {
        return switch (plan.kind()) {
            case SELLER -> parties.sellers();
            case BUYER -> parties.buyers();
            case CURRENCY -> currency(plan);
            case IBAN ->
                mentions(
                        plan,
                        text -> BankCodes.ibans(text).stream()
                                .filter(one -> BankCodes.valid(one.value()))
                                .toList());
            case BIC ->
                mentions(
                        plan,
                        text -> text.contains("BIC") || text.contains("SWIFT") || text.contains("IBAN")
                                ? BankCodes.bics(text)
                                : List.of());
            case VATID -> mentions(plan, VatIds::scan);
            case PHONE -> plan.is("fax") ? List.of() : mentions(plan, Fallbacks::phones);
            case EMAIL -> mentions(plan, Contacts::emails);
            case URL -> mentions(plan, Contacts::urls);
            case DATE -> plan.is("issue_date") || plan.is("order_date") ? dates(plan) : List.of();
            case ENUM -> choices(plan);
            case TITLE -> title();
            case IDENTIFIER -> titledNumber(plan);
            case TEXT -> {
                List<Candidate> found = plan.is("payment_method") ? words.paymentMethod() : pattern(plan);
                yield found.isEmpty() ? issuer(plan) : found;
            }
            case NAME, PARTY, PERSON -> named(plan);
            default -> List.of();
        };
    }

    /** Numbers that begin as only telephone numbers do. */
    private static List<Mention> phones(String text) {
        return text.indexOf('+') < 0
                ? List.of()
                : Contacts.phones(text).stream()
                        .filter(one -> one.value().startsWith("+"))
                        .toList();
    }

    private List<Candidate> named(FieldPlan plan) {
        if (plan.is("person_name") || plan.is("employee_name")) {
            return words.firstLine();
        }
        if (plan.is("bank_name")) {
            return words.bank();
        }
        if (plan.role() == FieldPlan.Role.SELLER || plan.is("company_name")) {
            return parties.sellers();
        }
        return plan.role() == FieldPlan.Role.BUYER ? parties.buyers() : issuer(plan);
    }

    /** Who issued the document, for a field that asks for a company of some sort and has no label. */
    private List<Candidate> issuer(FieldPlan plan) {
        for (String sort : List.of("employer", "seller", "insurance", "bank", "school")) {
            if (plan.words().containsKey(document.lexicon.words().find(sort)) && plan.concept() == null) {
                return parties.sellers().stream()
                        .map(one -> one.worth(Math.max(0.4, 0.8 * one.score())))
                        .toList();
            }
        }
        return List.of();
    }

    private List<Candidate> currency(FieldPlan plan) {
        String code = document.style.currency();
        if (!code.isEmpty()) {
            for (Segment segment : document.view.segments()) {
                for (NumberMention number : segment.numbers()) {
                    if (number.currency().equals(code)) {
                        return List.of(
                                new Candidate(TextNode.valueOf(code), 0.8, segment, number.start(), number.start(), 0));
                    }
                }
                Found found = document.reader.read(plan, segment, 0, segment.text.length());
                if (found != null && found.value().asText().equals(code)) {
                    return List.of(new Candidate(found.value(), 0.75, segment, found.start(), found.end(), 0));
                }
            }
        }
        return signs();
    }

    /** The sign alone, in a table's head or anywhere. */
    private List<Candidate> signs() {
        for (Segment segment : document.view.segments()) {
            for (int i = 0; i < segment.text.length(); i++) {
                String sign = segment.text.substring(i, i + 1);
                if (Character.getType(sign.charAt(0)) == Character.CURRENCY_SYMBOL
                        && !Currencies.code(sign).isEmpty()) {
                    return List.of(new Candidate(TextNode.valueOf(Currencies.code(sign)), 0.5, segment, i, i + 1, 0));
                }
            }
        }
        return List.of();
    }

    private List<Candidate> mentions(FieldPlan plan, Function<String, List<Mention>> scan) {
        List<Candidate> found = new ArrayList<>();
        for (Segment segment : document.view.segments()) {
            if (found.size() > 20) {
                break;
            }
            for (Mention one : scan.apply(segment.text)) {
                FieldPlan.Role role = document.sections.role(segment);
                FieldPlan.Role wanted = plan.role() == FieldPlan.Role.NONE ? FieldPlan.Role.SELLER : plan.role();
                double fit = role == wanted
                        ? 1.1
                        : role == FieldPlan.Role.NONE ? wanted == FieldPlan.Role.SELLER ? 1 : 0.5 : 0.55;
                found.add(new Candidate(
                        TextNode.valueOf(one.value()),
                        BY_FORM * fit - 0.001 * found.size(),
                        segment,
                        one.start(),
                        one.end(),
                        0));
            }
        }
        found.removeIf(one -> one.score() < 0.25);
        found.sort(java.util.Comparator.comparingDouble(Candidate::score).reversed());
        return found;
    }

    /** "Invoice no. 12 of 3 May 2024"; else the first date that stands alone near the top. */
    private List<Candidate> dates(FieldPlan plan) {
        List<Candidate> found = new ArrayList<>();
        for (Segment segment : document.view.segments()) {
            if (found.size() > 8) {
                break;
            }
            for (DateMention date : segment.dates()) {
                Found read = document.reader.date(plan, segment, date.start(), date.end());
                if (read != null) {
                    boolean titled = titled(segment, date.start());
                    boolean alone = date.end() - date.start() > segment.text.length() - 25
                            && segment.page == document.view.segments().get(0).page;
                    double score = titled ? 0.78 : alone ? GUESS + 0.1 : GUESS;
                    found.add(new Candidate(
                            read.value(), score - found.size() * 0.01, segment, read.start(), read.end(), 0));
                }
            }
        }
        found.sort(java.util.Comparator.comparingDouble(Candidate::score).reversed());
        return found;
    }

    /** "Invoice of the insurer (575) no. 12": what the document is, and behind it its number. */
    private List<Candidate> titledNumber(FieldPlan plan) {
        List<Candidate> found = new ArrayList<>(pattern(plan));
        if (!plan.is("invoice_number")) {
            return found;
        }
        int number = document.lexicon.words().find("number");
        for (Segment segment : document.view.segments()) {
            LabelWords line = segment.labelWords(document.words, document.lexicon);
            for (int i = 1; i < line.size() && i < 10 && found.size() < 5; i++) {
                boolean label = line.meaning()[i] == number && noun(line, i) && !line.colon()[0];
                Found read =
                        label ? document.reader.read(plan, segment, line.end()[i] + 1, segment.text.length()) : null;
                if (read != null && read.start() - line.end()[i] < 5) {
                    found.add(new Candidate(
                            read.value(), 0.8 - 0.01 * found.size(), segment, read.start(), read.end(), 0));
                }
            }
        }
        return found;
    }

    private boolean noun(LabelWords line, int before) {
        Words words = document.lexicon.words();
        for (int i = 0; i < Math.min(before, 4); i++) {
            int meaning = line.meaning()[i];
            if (meaning >= 0 && (meaning == words.find("invoice") || meaning == words.find("credit"))) {
                return true;
            }
        }
        return false;
    }

    private boolean titled(Segment segment, int before) {
        LabelWords line = segment.labelWords(document.words, document.lexicon);
        Words words = document.lexicon.words();
        int[] nouns = {
            words.find("invoice"),
            words.find("receipt"),
            words.find("bill"),
            words.find("contract"),
            words.find("quote"),
            words.find("order"),
            words.find("note"),
            words.find("credit")
        };
        boolean noun = false;
        boolean number = false;
        for (int i = 0; i < line.size() && line.start()[i] < before; i++) {
            for (int one : nouns) {
                noun |= line.meaning()[i] == one && i < 4;
            }
            number |= line.meaning()[i] == LabelWords.NUMBER;
        }
        return noun && number && before < 80;
    }

    private List<Candidate> choices(FieldPlan plan) {
        List<Candidate> found = new ArrayList<>();
        if (plan.is("currency")) {
            for (Candidate one : currency(plan)) {
                for (JsonNode allowed : plan.field().allowed()) {
                    if (allowed.asText().equals(one.value().asText())) {
                        found.add(one);
                    }
                }
            }
            return found;
        }
        int looked = 0;
        for (Segment segment : document.view.segments()) {
            if (looked++ > 400 || !found.isEmpty()) {
                break;
            }
            Found read = document.reader.read(plan, segment, 0, segment.text.length());
            boolean short_ = segment.text.length() < 60;
            if (read != null && read.fit() >= (looked < TOP ? 0.7 : 1) && short_) {
                found.add(
                        new Candidate(read.value(), looked < TOP ? 0.5 : GUESS, segment, read.start(), read.end(), 0));
            }
        }
        return found;
    }

    private List<Candidate> title() {
        Segment best = null;
        for (Segment segment : document.view
                .segments()
                .subList(0, Math.min(TOP, document.view.segments().size()))) {
            boolean heading =
                    segment.text.length() < 50 && segment.numbers().isEmpty() && segment.text.indexOf(':') < 0;
            if (heading && document.spots.label(segment) && (best == null || segment.height() > best.height() + 1)) {
                best = segment;
            }
        }
        return best == null
                ? List.of()
                : List.of(new Candidate(TextNode.valueOf(best.text), 0.5, best, 0, best.text.length(), 0));
    }

    private List<Candidate> pattern(FieldPlan plan) {
        String pattern = plan.field().pattern();
        if (pattern.length() < 4) {
            return List.of();
        }
        int looked = 0;
        for (Segment segment : document.view.segments()) {
            if (looked++ > 2_000) {
                break;
            }
            for (String word : segment.text.split(" ", 40)) {
                Mention match = SafePattern.find(pattern, word);
                if (match != null && match.value().length() == word.length() && word.length() > 2) {
                    int at = segment.text.indexOf(word);
                    return List.of(new Candidate(TextNode.valueOf(word), GUESS, segment, at, at + word.length(), 0));
                }
            }
        }
        return List.of();
    }
}
