package dev.sluice.engine.schema;

import java.math.BigDecimal;

/**
 * A number in a text.
 *
 * @param start where it begins, its sign and a currency before it included
 * @param end behind it, a currency or a percent sign behind it included
 * @param digits as written, with its separators, without sign and white space
 * @param negative whether it is below zero
 * @param percent whether a percent sign follows
 * @param currency ISO code of the currency beside it, or empty
 * @param unit the word behind it, folded, or empty
 */
record NumberMention(
        int start, int end, String digits, boolean negative, boolean percent, String currency, String unit) {
    /** Whether it is written as money: two digits behind a separator, or a currency beside it. */
    boolean money() {
        return !percent && (!currency.isEmpty() || decimals() == 2);
    }

    /** How many digits stand behind the last separator; -1 without a separator. */
    int decimals() {
        int last = Math.max(digits.lastIndexOf(','), digits.lastIndexOf('.'));
        return last < 0 ? -1 : digits.length() - last - 1;
    }

    /** The number, read as the document writes numbers. */
    BigDecimal value(char decimalSign) {
        int last = Math.max(digits.lastIndexOf(','), digits.lastIndexOf('.'));
        boolean decimal = false;
        if (last >= 0) {
            char sign = digits.charAt(last);
            boolean once = digits.indexOf(sign) == last;
            boolean both = digits.indexOf(sign == '.' ? ',' : '.') >= 0 || digits.indexOf('\'') >= 0;
            if (both) {
                decimal = once;
            } else if (once) {
                decimal = decimals() != 3 || sign == decimalSign || digits.startsWith("0");
            }
        }
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < digits.length(); i++) {
            char c = digits.charAt(i);
            if (Character.isDigit(c)) {
                plain.append(Character.getNumericValue(c));
            } else if (decimal && i == last) {
                plain.append('.');
            }
        }
        BigDecimal value = new BigDecimal(plain.toString());
        return negative ? value.negate() : value;
    }
}
