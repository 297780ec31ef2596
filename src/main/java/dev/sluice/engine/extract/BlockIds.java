package dev.sluice.engine.extract;

/** The names by which the parts of one extraction refer to each other. */
final class BlockIds {
    private BlockIds() {}

    /** {@code b1} for the first block. */
    static String block(int index) {
        return "b" + (index + 1);
    }

    /** {@code t1} for the first table. */
    static String table(int index) {
        return "t" + (index + 1);
    }
}
