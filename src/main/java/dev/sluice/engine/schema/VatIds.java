package dev.sluice.engine.schema;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** VAT identification numbers of the European Union, the United Kingdom, Switzerland and Norway in a text. */
final class VatIds {
    private static final int LONGEST = 15;
    private static final Map<String, String[]> FORMS = forms();

    private VatIds() {}

    private static Map<String, String[]> forms() {
        Map<String, String[]> forms = new HashMap<>();
        for (String line : DataFile.lines("vatids.txt")) {
            int colon = line.indexOf(':');
            forms.put(
                    line.substring(0, colon), line.substring(colon + 1).strip().split("\\|"));
        }
        return Map.copyOf(forms);
    }

    /** The ids, without spaces and stops. */
    static List<Mention> scan(String text) {
        List<Mention> found = new ArrayList<>();
        for (int i = 0; i + 8 <= text.length(); i++) {
            boolean begins = capital(text.charAt(i))
                    && capital(text.charAt(i + 1))
                    && (i == 0 || !Character.isLetterOrDigit(text.charAt(i - 1)));
            if (begins) {
                int letters = text.startsWith("CHE", i) ? 3 : 2;
                String[] forms = FORMS.get(text.substring(i, i + letters));
                Mention id = forms == null ? null : match(text, i, letters, forms);
                if (id != null) {
                    found.add(id);
                    i = id.end() - 1;
                }
            }
        }
        return found;
    }

    private static boolean capital(char c) {
        return c >= 'A' && c <= 'Z';
    }

    private static @Nullable Mention match(String text, int start, int letters, String[] forms) {
        StringBuilder body = new StringBuilder();
        Mention best = null;
        for (int i = start + letters; i < text.length() && body.length() < LONGEST; i++) {
            char c = text.charAt(i);
            if (capital(c) || c >= '0' && c <= '9') {
                body.append(c);
                boolean stops = i + 1 == text.length() || !Character.isLetterOrDigit(text.charAt(i + 1));
                if (stops && fits(body, forms)) {
                    best = new Mention(start, i + 1, text.substring(start, start + letters) + body);
                }
            } else if (" .-".indexOf(c) < 0 || i + 1 < text.length() && text.charAt(i + 1) == ' ') {
                break;
            }
        }
        return best;
    }

    private static boolean fits(CharSequence body, String[] forms) {
        for (String form : forms) {
            boolean fits = form.length() == body.length();
            for (int i = 0; fits && i < form.length(); i++) {
                char c = body.charAt(i);
                boolean digit = c >= '0' && c <= '9';
                fits = switch (form.charAt(i)) {
                    case '9' -> digit;
                    case 'X' -> true;
                    case 'A' -> !digit;
                    default -> c == form.charAt(i);
                };
            }
            if (fits) {
                return true;
            }
        }
        return false;
    }
}
