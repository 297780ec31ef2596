package dev.sluice.engine.schema;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Looks for a client's regular expression without letting it run for ever. */
final class SafePattern {
    private static final int MOST_STEPS = 20_000;
    private static final int LONGEST_PATTERN = 500;

    private SafePattern() {}

    /** Where the pattern matches first; null if it does not, is no pattern Java knows, or takes too long. */
    static @Nullable Mention find(String pattern, String text) {
        if (pattern.length() > LONGEST_PATTERN) {
            return null;
        }
        try {
            Matcher matcher = Pattern.compile(pattern).matcher(new Counted(text, new int[1], 0, text.length()));
            return matcher.find() && matcher.end() > matcher.start()
                    ? new Mention(matcher.start(), matcher.end(), text.substring(matcher.start(), matcher.end()))
                    : null;
        } catch (PatternSyntaxException | TooLong | StackOverflowError e) {
            return null;
        }
    }

    private static final class TooLong extends RuntimeException {
        private static final long serialVersionUID = 1;

        TooLong() {
            super("", null, false, false);
        }
    }

    /** A text that counts how often it is looked at. */
    private record Counted(String text, int[] steps, int from, int to) implements CharSequence {
        @Override
        public int length() {
            return to - from;
        }

        @Override
        public char charAt(int index) {
            if (++steps[0] > MOST_STEPS) {
                throw new TooLong();
            }
            return text.charAt(from + index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return new Counted(text, steps, from + start, from + end);
        }

        @Override
        public String toString() {
            return text.substring(from, to);
        }
    }
}
