package dev.sluice.engine.topic;

import java.util.Locale;
import java.util.Set;

/** Counts what single lines show, by one pass over their characters. */
final class LineCounter {
    private static final int LONGEST_LABEL = 40;
    private static final int LONGEST_LINE = 2_000;
    private static final int PROSE_LINE = 25;

    private static final Set<String> MAIL_LABELS = Set.of(
            "from",
            "to",
            "cc",
            "bcc",
            "subject",
            "sent",
            "date",
            "re",
            "von",
            "an",
            "betreff",
            "gesendet",
            "datum",
            "de",
            "à",
            "objet",
            "envoyé",
            "para",
            "asunto",
            "enviado",
            "da",
            "a",
            "oggetto",
            "assunto",
            "aan",
            "van",
            "onderwerp",
            "fra",
            "til",
            "emne",
            "from/to",
            "memo to",
            "memo from",
            "memorandum for");

    private final Counts counts;
    private final WordCounter wordCounter;
    private int lineNumber;

    LineCounter(Counts counts) {
        this.counts = counts;
        wordCounter = new WordCounter(counts);
    }

    void count(String wholeLine) {
        String line = (wholeLine.length() > LONGEST_LINE ? wholeLine.substring(0, LONGEST_LINE) : wholeLine).strip();
        if (line.isEmpty()) {
            return;
        }
        counts.add(Count.LINES, 1);
        // "Q. …" and "A. …" of an examination.
        if (line.length() > 3
                && (line.charAt(0) == 'Q' || line.charAt(0) == 'A')
                && (line.charAt(1) == '.' || line.charAt(1) == ':')) {
            counts.add(Count.SPEAKERS, 1);
        }
        countLabel(line);
        countBlanks(line);
        countLineNumber(line);
        int words = countWords(line);
        if (words >= PROSE_LINE) {
            counts.add(Count.PROSE_WORDS, words);
        }
        if (isClause(line)) {
            counts.add(Count.CLAUSES, 1);
        }
    }

    private void countLabel(String line) {
        int colon = line.indexOf(':');
        if (colon <= 0 || colon > LONGEST_LABEL) {
            return;
        }
        String label = line.substring(0, colon).strip();
        if (label.isEmpty() || !Character.isLetter(label.charAt(label.length() - 1)) && !label.endsWith(".")) {
            return;
        }
        counts.add(Count.LABELS, 1);
        if (label.length() > 2 && label.equals(label.toUpperCase(Locale.ROOT)) && line.length() > colon + 1) {
            counts.add(Count.SPEAKERS, label.indexOf('#') < 0 && label.split(" ", -1).length <= 4 ? 1 : 0);
        }
        if (MAIL_LABELS.contains(label.toLowerCase(Locale.ROOT))) {
            counts.add(Count.MAIL_LINES, 1);
        }
    }

    private void countBlanks(String line) {
        int underscores = 0;
        int dots = 0;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            underscores = c == '_' ? underscores + 1 : 0;
            dots = c == '.' || c == '…' ? dots + (c == '.' ? 1 : 3) : c == ' ' ? dots : 0;
            if (underscores == 4 || c == '☐' || c == '□' || c == '☑' || c == '☒' || c == '❑' || c == '❏') {
                counts.add(Count.BLANKS, 1);
            }
            if (dots == 6 && i + 1 < line.length()) {
                counts.add(Character.isDigit(line.charAt(line.length() - 1)) ? Count.LEADERS : Count.BLANKS, 1);
            }
        }
    }

    /** Transcripts number the lines of each page: 1, 2, 3 … up to about 25. */
    private void countLineNumber(String line) {
        int digits = 0;
        while (digits < 2 && digits < line.length() && Character.isDigit(line.charAt(digits))) {
            digits++;
        }
        if (digits == 0 || digits < line.length() && line.charAt(digits) != ' ') {
            return;
        }
        int number = Integer.parseInt(line.substring(0, digits));
        if (number == lineNumber + 1) {
            counts.add(Count.NUMBERED_LINES, 1);
        }
        lineNumber = number;
    }

    /** "1.2 Term", "§ 3", "Article 4", "(a) …". */
    private static boolean isClause(String line) {
        char first = line.charAt(0);
        if (first == '§') {
            return true;
        }
        if (first == '(') {
            return line.length() > 3
                    && (line.charAt(2) == ')' || line.charAt(3) == ')')
                    && Character.isLetter(line.charAt(1));
        }
        if (Character.isDigit(first)) {
            int i = 0;
            int dots = 0;
            while (i < line.length() && (Character.isDigit(line.charAt(i)) || line.charAt(i) == '.')) {
                dots += line.charAt(i) == '.' ? 1 : 0;
                i++;
            }
            return dots > 0
                    && i < line.length() - 4
                    && line.charAt(i) == ' '
                    && Character.isUpperCase(line.charAt(i + 1));
        }
        return startsAs(line, "Article ")
                || startsAs(line, "Artikel ")
                || startsAs(line, "Section ")
                || startsAs(line, "Clause ")
                || startsAs(line, "Artículo ")
                || startsAs(line, "Articolo ")
                || startsAs(line, "Artigo ")
                || startsAs(line, "SECTION ")
                || startsAs(line, "ARTICLE ");
    }

    private static boolean startsAs(String line, String word) {
        return line.startsWith(word)
                && line.length() > word.length()
                && (Character.isDigit(line.charAt(word.length())) || "IVX".indexOf(line.charAt(word.length())) >= 0);
    }

    private int countWords(String line) {
        int words = 0;
        int start = -1;
        for (int i = 0; i <= line.length(); i++) {
            boolean white = i == line.length() || Character.isWhitespace(line.charAt(i));
            if (!white && start < 0) {
                start = i;
            } else if (white && start >= 0) {
                wordCounter.count(line, start, i);
                words++;
                start = -1;
            }
        }
        counts.add(Count.WORDS, words);
        return words;
    }
}
