package dev.sluice.chaos;

import java.util.List;

/** File names that are legal on Linux and that careless programs take for something else. */
public final class OddNames {
    private OddNames() {}

    /** Paths below the inbox, with {@code /}; all end in {@code .txt}. */
    public static List<String> all() {
        return List.of(
                "two\nlines.txt",
                "carriage\rreturn.txt",
                "tab\tescape\u001b[31m.txt",
                "party \uD83C\uDF89.txt",
                "right\u202Etxt.exe.txt",
                "\u05E9\u05DC\u05D5\u05DD.txt",
                "quote\"and'quote.txt",
                "${file:parent}.txt",
                "${bean:sluice}{{sluice.home}}.txt",
                "#{systemProperties}.txt",
                "-rf.txt",
                "--help.txt",
                "@file.txt",
                "$(touch pwned);`touch pwned`.txt",
                "x..%2f..%2fescaped.txt",
                "%2e%2e%2fescaped.txt",
                "x\\..\\..\\escaped.txt",
                " leading and trailing .txt",
                "CON.txt",
                "a~b~01a201ec-87d5-7585-a769-5b69f1f21f59.txt",
                "TWIN.txt",
                "twin.txt",
                "\u00E9.txt",
                "e\u0301.txt",
                "*?[x]{a,b}.txt",
                "<script>alert(1).txt",
                "100%.txt",
                "a".repeat(251) + ".txt",
                "\u20AC".repeat(83) + ".txt",
                "below/done/x.txt",
                "below/" + "d/".repeat(60) + "deep.txt");
    }
}
