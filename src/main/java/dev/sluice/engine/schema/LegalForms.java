package dev.sluice.engine.schema;

import java.util.HashSet;
import java.util.Set;

/** Legal forms of companies: GmbH, Ltd, S.A.R.L., B.V., Inc and their like. */
final class LegalForms {
    private static final Set<String> FORMS = forms();

    private LegalForms() {}

    private static Set<String> forms() {
        Set<String> forms = new HashSet<>();
        for (String line : DataFile.lines("legalforms.txt")) {
            for (String form : line.split(",")) {
                forms.add(form.strip());
            }
        }
        return Set.copyOf(forms);
    }

    /** Whether a company's name stands in it: a legal form behind at least one other word. */
    static boolean in(String text) {
        return end(text) > 0;
    }

    /** Where the name that ends in a legal form ends; 0 if there is none. */
    static int end(String text) {
        if (text.length() > 200) {
            return 0;
        }
        int end = 0;
        int at = 0;
        int count = 0;
        while (at < text.length()) {
            int next = text.indexOf(' ', at);
            int stop = next < 0 ? text.length() : next;
            String word = text.substring(at, stop);
            String bare = Fold.bare(word);
            boolean proper = !word.isEmpty()
                    && (Character.isUpperCase(word.charAt(0))
                            || "eV e.V. mbH e.K. a.s. s.r.o. o.o. d.o.o. z o.o.".contains(word) && word.length() > 2);
            boolean shortForm = bare.length() <= 2;
            // "CO" or "SE" alone may be anything: short ones count in capitals or with stops, behind a capital.
            boolean form = FORMS.contains(bare)
                    && proper
                    && (!shortForm || word.indexOf('.') > 0 || isCapital(word) || bare.equals("co"));
            boolean ends = stop == text.length()
                    || ",;-–(|•●·".indexOf(text.charAt(Math.min(stop + 1, text.length() - 1))) >= 0
                    || word.endsWith(",");
            boolean wordBehind = stop + 1 < text.length() && Character.isLetter(text.charAt(stop + 1));
            if (form && count > 0 && (!shortForm || ends || wordBehind)) {
                end = word.endsWith(",") ? stop - 1 : stop;
            }
            count++;
            at = stop + 1;
        }
        return end;
    }

    /** As {@link #end}, but a word or two behind it ("Kunden AG Mitte") are part of the name. */
    static int cut(String text) {
        int end = end(text);
        if (end == 0 || end == text.length()) {
            return end;
        }
        String rest = text.substring(end).strip();
        boolean more = !rest.isEmpty()
                && Character.isUpperCase(rest.charAt(0))
                && rest.split(" ").length <= 2
                && rest.chars().allMatch(c -> Character.isLetter(c) || c == ' ' || c == '&');
        return more ? text.length() : end;
    }

    private static boolean isCapital(String word) {
        return word.chars().filter(Character::isLetter).allMatch(Character::isUpperCase);
    }

    /** Whether the text begins with a legal form. */
    static boolean begins(String text) {
        int space = text.indexOf(' ');
        return FORMS.contains(Fold.bare(space < 0 ? text : text.substring(0, space)));
    }
}
