package dev.sluice.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.Normalizer;
import java.util.Iterator;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whether an extracted value is exactly the expected one after normalisation: numbers however they are written, dates
 * as ISO, texts by letters and digits only, booleans as yes or no. Objects and arrays must agree in every part.
 */
final class SchemaScore {
    private static final Pattern ISO = Pattern.compile("(\\d{4}-\\d{2}-\\d{2})");
    private static final Pattern DOTTED = Pattern.compile("(\\d{1,2})\\.(\\d{1,2})\\.(\\d{4})");
    private static final Pattern GROUPED = Pattern.compile("\\d{1,3}(,\\d{3})+");
    private static final Set<String> YES = Set.of("true", "yes", "ja", "oui", "1");
    private static final Set<String> NO = Set.of("false", "no", "nein", "non", "0");

    private SchemaScore() {}

    static boolean same(JsonNode expected, @Nullable JsonNode got) {
        if (got == null || got.isNull()) {
            return expected.isNull() || expected.isArray() && expected.isEmpty();
        }
        if (expected.isObject()) {
            boolean same = true;
            for (Iterator<String> names = expected.fieldNames(); names.hasNext(); ) {
                String name = names.next();
                same &= same(expected.get(name), got.get(name));
            }
            return same;
        }
        if (expected.isArray()) {
            boolean same = expected.size() == got.size();
            for (int i = 0; same && i < expected.size(); i++) {
                same = same(expected.get(i), got.get(i));
            }
            return same;
        }
        if (expected.isBoolean()) {
            String word = text(got.asText());
            return expected.booleanValue() ? YES.contains(word) : NO.contains(word);
        }
        if (expected.isNumber()) {
            BigDecimal number = got.isNumber() ? got.decimalValue() : number(got.asText());
            return number != null
                    && number.subtract(expected.decimalValue()).abs().compareTo(new BigDecimal("0.005")) < 0;
        }
        if (ISO.matcher(expected.asText()).matches()) {
            return expected.asText().equals(date(got.asText()));
        }
        return text(expected.asText()).equals(text(got.asText()));
    }

    private static @Nullable BigDecimal number(String written) {
        String kept = written.replaceAll("[^\\d,.\\-]", "").replaceAll("^[.,]+|[.,]+$", "");
        if (kept.chars().noneMatch(Character::isDigit)) {
            return null;
        }
        boolean negative = kept.startsWith("-") || kept.endsWith("-");
        String plain = kept.replace("-", "");
        if (plain.indexOf(',') >= 0 && plain.indexOf('.') >= 0) {
            int last = Math.max(plain.lastIndexOf(','), plain.lastIndexOf('.'));
            plain = plain.substring(0, last).replaceAll("[.,]", "") + "." + plain.substring(last + 1);
        } else if (plain.indexOf(',') >= 0) {
            plain = GROUPED.matcher(plain).matches() ? plain.replace(",", "") : plain.replace(',', '.');
        } else if (plain.chars().filter(c -> c == '.').count() > 1) {
            plain = plain.replace(".", "");
        }
        try {
            BigDecimal value = new BigDecimal(plain).setScale(4, RoundingMode.HALF_EVEN);
            return negative ? value.negate() : value;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static @Nullable String date(String written) {
        Matcher iso = ISO.matcher(written.strip());
        if (iso.lookingAt()) {
            return iso.group(1);
        }
        Matcher dotted = DOTTED.matcher(written.strip());
        return dotted.matches()
                ? String.format(
                        Locale.ROOT,
                        "%s-%02d-%02d",
                        dotted.group(3),
                        Integer.parseInt(dotted.group(2)),
                        Integer.parseInt(dotted.group(1)))
                : null;
    }

    private static String text(String written) {
        StringBuilder text = new StringBuilder();
        Normalizer.normalize(written, Normalizer.Form.NFKC)
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT)
                .codePoints()
                .filter(Character::isLetterOrDigit)
                .forEach(text::appendCodePoint);
        return text.toString();
    }
}
