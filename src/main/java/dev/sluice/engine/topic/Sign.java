package dev.sluice.engine.topic;

import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** A trait of a document's shape that speaks for some kinds of documents and against others; 0 is absent, 1 clear. */
enum Sign {
    ONE_PAGE("it has one page", c -> c.get(Count.PAGES) == 1 ? 1 : 0),
    MANY_PAGES("it has many pages", c -> ramp(c.get(Count.PAGES), 5, 15)),
    LONG("it is long", c -> ramp(Math.max(c.get(Count.PAGES), c.get(Count.WORDS) / 400.0), 20, 60)),
    SHORT("it is short", c -> 1 - ramp(c.get(Count.WORDS), 80, 250)),
    SPARSE("its pages have few words", c -> c.get(Count.PAGES) == 0 ? 0 : 1 - ramp(c.perPage(Count.WORDS), 60, 160)),
    DENSE("its pages are full of text", c -> ramp(c.perPage(Count.WORDS), 350, 650)),
    LANDSCAPE("its pages are wider than high", c -> ramp(c.perPage(Count.LANDSCAPE_PAGES), 0.3, 0.8)),
    COLUMNS("its text stands in columns", c -> ramp(c.perPage(Count.COLUMN_PAGES), 0.2, 0.6)),
    TABLES("much of it is tables", c -> ramp(c.perWord(Count.TABLE_WORDS), 0.2, 0.7)),
    NUMBERS("it is full of figures", c -> ramp(c.perWord(Count.NUMBERS), 0.1, 0.4)),
    AMOUNTS(
            "it lists amounts of money",
            c -> Math.min(ramp(c.get(Count.AMOUNTS), 0, 4), ramp(c.perWord(Count.AMOUNTS), 0.002, 0.03))),
    PERCENTS(
            "it gives percentages",
            c -> Math.min(ramp(c.get(Count.PERCENTS), 1, 5), ramp(c.perWord(Count.PERCENTS), 0.001, 0.02))),
    UNITS(
            "it gives physical quantities",
            c -> Math.min(ramp(c.get(Count.UNITS), 1, 6), ramp(c.perWord(Count.UNITS), 0.003, 0.04))),
    YEARS(
            "it names many years",
            c -> Math.min(ramp(c.get(Count.YEARS), 1, 6), ramp(c.perWord(Count.YEARS), 0.005, 0.03))),
    CAPITALS("much of it is in capitals", c -> ramp(c.perWord(Count.CAPITALS), 0.12, 0.4)),
    FORMULAS("it contains formulas", c -> ramp(c.perWord(Count.MATH), 0.01, 0.05)),
    CONTACTS("it gives addresses to reach somebody", c -> ramp(c.get(Count.CONTACTS), 0, 3)),
    LABELS(
            "it consists of labelled values",
            c -> Math.min(ramp(c.get(Count.LABELS), 1, 6), ramp(c.perLine(Count.LABELS), 0.05, 0.3))),
    BLANKS("it has blanks or boxes to fill in", c -> ramp(c.get(Count.BLANKS), 1, 6)),
    BULLETS(
            "it has bullet points",
            c -> Math.min(ramp(c.get(Count.BULLETS), 1, 5), ramp(c.perLine(Count.BULLETS), 0.03, 0.25))),
    HEADINGS("it has many headings", c -> ramp(c.perLine(Count.HEADINGS), 0.02, 0.12)),
    CLAUSES("it has numbered clauses", c -> ramp(c.get(Count.CLAUSES), 2, 8)),
    REFERENCES(
            "it cites literature",
            c -> Math.min(ramp(c.get(Count.REFERENCES), 2, 8), ramp(c.perWord(Count.REFERENCES), 0.001, 0.01))),
    FIRST_PERSON("it speaks in the first person", c -> ramp(c.perWord(Count.I), 0.005, 0.03)),
    SECOND_PERSON("it addresses its reader", c -> ramp(c.perWord(Count.YOU), 0.005, 0.03)),
    LEGAL_LANGUAGE(
            "it is written in the language of law",
            c -> Math.min(ramp(c.get(Count.LEGAL_WORDS), 1, 6), ramp(c.perWord(Count.LEGAL_WORDS), 0.002, 0.015))),
    DIALOGUE(
            "it quotes speech",
            c -> Math.min(ramp(c.get(Count.QUOTES), 4, 16), ramp(c.perWord(Count.QUOTES), 0.005, 0.03))),
    QUESTIONS(
            "it asks questions",
            c -> Math.min(ramp(c.get(Count.QUESTIONS), 2, 6), ramp(c.perWord(Count.QUESTIONS), 0.002, 0.015))),
    SPEAKERS("speakers take turns", c -> ramp(c.get(Count.SPEAKERS), 2, 6)),
    MAIL_HEADER("it has lines for sender, recipient and subject", c -> ramp(c.get(Count.MAIL_LINES), 1, 3)),
    SECTION_MARKS("it refers to sections of law", c -> ramp(c.get(Count.SECTION_MARKS), 1, 6)),
    LEADERS("it has a table of contents", c -> ramp(c.get(Count.LEADERS), 2, 8)),
    PROSE("it is running text", c -> ramp(c.perWord(Count.PROSE_WORDS), 0.3, 0.8)),
    NUMBERED_LINES("its lines are numbered", c -> ramp(c.get(Count.NUMBERED_LINES), 10, 20)),
    CODE("it contains program code", c -> ramp(c.perWord(Count.CODE_MARKS), 0.02, 0.12)),
    SLIDES("it is a file of slides", c -> c.get(Count.SLIDES)),
    SHEET("it is a spreadsheet file", c -> c.get(Count.SHEETS)),
    MAIL("it is a mail file", c -> c.get(Count.MAILS)),
    WEB("it is a web page", c -> c.get(Count.WEB)),
    BOOK("it is an e-book file", c -> c.get(Count.BOOKS)),
    MARKUP("it is structured data", c -> c.get(Count.MARKUP)),
    PLAIN("it is a plain text file", c -> c.get(Count.PLAIN));

    private final String sentence;
    private final ToDoubleFunction<Counts> value;

    Sign(String sentence, ToDoubleFunction<Counts> value) {
        this.sentence = sentence;
        this.value = value;
    }

    double in(Counts counts) {
        return value.applyAsDouble(counts);
    }

    /** What to tell a person about it. */
    String sentence() {
        return sentence;
    }

    /** The sign with that name, written in lower case with hyphens. */
    static Sign named(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    private static double ramp(double x, double from, double to) {
        return Math.max(0, Math.min(1, (x - from) / (to - from)));
    }
}
