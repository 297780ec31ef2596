package dev.sluice.engine.schema;

import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Texts that need no label because everybody knows them: ways to pay, banks, the name that heads a CV. */
final class WellKnown {
    private static final List<String> PAYMENT_METHODS = DataFile.lines("paymentmethods.txt");
    private static final Pattern BANK = Pattern.compile("(bank|banque|banco|banca|sparkasse)( |$)");

    private final DocumentReading document;

    WellKnown(DocumentReading document) {
        this.document = document;
    }

    /** The first line of a person's own paper is the name. */
    List<Candidate> firstLine() {
        for (Segment segment : document.view.segments()) {
            String text = segment.text;
            String[] parts = text.split(" ", 6);
            boolean name = text.length() < 40
                    && parts.length >= 2
                    && parts.length <= 4
                    && text.chars().allMatch(c -> Character.isLetter(c) || " .'’-".indexOf(c) >= 0)
                    && Arrays.stream(parts).allMatch(word -> !word.isEmpty() && Character.isUpperCase(word.charAt(0)));
            boolean label = document.labels.in(segment).stream().anyMatch(hit -> hit.coverage() > 0.4);
            return name && !label && !LegalForms.in(text)
                    ? List.of(new Candidate(TextNode.valueOf(text), 0.45, segment, 0, text.length(), 0))
                    : List.of();
        }
        return List.of();
    }

    List<Candidate> bank() {
        for (Segment segment : document.view.segments()) {
            String text = segment.text;
            boolean bank = text.length() < 50 && text.split(" ").length <= 5 && TextCutter.nameFit(text) > 0.8;
            if (bank && BANK.matcher(Fold.fold(text)).find()) {
                return List.of(new Candidate(TextNode.valueOf(text), 0.5, segment, 0, text.length(), 0));
            }
        }
        return List.of();
    }

    List<Candidate> paymentMethod() {
        for (String line : PAYMENT_METHODS) {
            for (String method : line.split(",")) {
                String wanted = method.strip();
                for (Segment segment : document.view.segments()) {
                    int at = segment.text.indexOf(wanted);
                    at = at < 0 ? segment.text.indexOf(wanted.toUpperCase(Locale.ROOT)) : at;
                    boolean whole = at >= 0
                            && (at == 0 || !Character.isLetter(segment.text.charAt(at - 1)))
                            && (at + wanted.length() == segment.text.length()
                                    || !Character.isLetter(segment.text.charAt(at + wanted.length())));
                    if (whole) {
                        return List.of(
                                new Candidate(TextNode.valueOf(wanted), 0.35, segment, at, at + wanted.length(), 0));
                    }
                }
            }
        }
        return List.of();
    }
}
