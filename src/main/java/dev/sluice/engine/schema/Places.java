package dev.sluice.engine.schema;

import java.util.Set;
import java.util.regex.Pattern;

/** Knows the line of an address that holds the postcode and the town. */
final class Places {
    private static final int LONGEST = 90;
    private static final Set<String> STATES = Set.of(
            "AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY DC"
                    .split(" "));
    private static final Pattern AMERICAN = Pattern.compile("\\b([A-Z]{2}),? +\\d{5}(-\\d{4})?\\b");
    private static final Pattern CONTINENTAL = Pattern.compile(
            "(?:^|[ ,|•●·–-])(?:[A-Z]{1,2}[- ] ?)?(?:\\d{4,5}|\\d{4} ?[A-Z]{2}|\\d{2}-\\d{3}|\\d{4}-\\d{3}|\\d{3} \\d{2}) +[\\p{Lu}'’][\\p{L}'’.-]+");
    private static final Pattern BRITISH = Pattern.compile("\\b[A-Z]{1,2}\\d[A-Z\\d]? \\d[A-Z]{2}\\b");
    private static final Pattern OTHER = Pattern.compile(
            "\\b(?:NSW|VIC|QLD|WA|SA|TAS|ACT|NT) \\d{4}\\b|\\b[A-Z]\\d[A-Z] \\d[A-Z]\\d\\b|\\b[\\p{Lu}][\\p{L}]{3,}[ -]+\\d{6}\\b");

    private Places() {}

    /** Whether an American state and its code stand in it. */
    static boolean american(String text) {
        if (text.length() > LONGEST || !mayHoldPostcode(text, 5)) {
            return false;
        }
        var found = AMERICAN.matcher(text);
        return found.find() && STATES.contains(found.group(1));
    }

    /** Whether the text holds a postcode with its town. */
    static boolean town(String text) {
        if (text.length() > LONGEST || text.indexOf(':') >= 0 || !mayHoldPostcode(text, 2)) {
            return false;
        }
        return american(text)
                || BRITISH.matcher(text).find()
                || OTHER.matcher(text).find()
                || CONTINENTAL.matcher(text).find() && !text.contains("€") && text.indexOf('%') < 0;
    }

    /** Every postcode with its place has a few digits and a capital: most lines have not, and need no pattern. */
    private static boolean mayHoldPostcode(String text, int fewestDigits) {
        int digits = 0;
        boolean capital = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9') {
                digits++;
            } else if (!capital
                    && (c >= 'A' && c <= 'Z' || c == '\'' || c == '’' || c > 127 && Character.isUpperCase(c))) {
                capital = true;
            }
            if (capital && digits >= fewestDigits) {
                return true;
            }
        }
        return false;
    }
}
