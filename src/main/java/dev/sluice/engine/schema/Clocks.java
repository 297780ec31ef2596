package dev.sluice.engine.schema;

/** Times of day. */
final class Clocks {
    private Clocks() {}

    /** The time that stands within a few signs behind that place, as {@code HH:mm:ss}; midnight if none does. */
    static String time(String text, int from) {
        for (int i = from; i + 4 <= text.length() && i < from + 8; i++) {
            if (!Character.isDigit(text.charAt(i))) {
                continue;
            }
            int colon = text.indexOf(':', i);
            if (colon < 0 || colon - i > 2 || colon + 3 > text.length()) {
                break;
            }
            String hours = text.substring(i, colon);
            String minutes = text.substring(colon + 1, colon + 3);
            boolean seconds = colon + 6 <= text.length() && text.charAt(colon + 3) == ':';
            String rest = seconds ? text.substring(colon + 4, colon + 6) : "00";
            if (digits(hours, 23) && digits(minutes, 59) && digits(rest, 59)) {
                return (hours.length() == 1 ? "0" : "") + hours + ":" + minutes + ":" + rest;
            }
            break;
        }
        return "00:00:00";
    }

    private static boolean digits(String text, int most) {
        for (int i = 0; i < text.length(); i++) {
            if (!Character.isDigit(text.charAt(i))) {
                return false;
            }
        }
        return !text.isEmpty() && Integer.parseInt(text) <= most;
    }
}
