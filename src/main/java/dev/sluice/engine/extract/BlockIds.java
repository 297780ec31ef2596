package dev.sluice.engine.extract;

/** The names by which the parts of one extraction refer to each other. */
public final class BlockIds {
    private BlockIds() {}

    /** {@code b1} for the first block. */
    public static String block(int index) {
        return "b" + (index + 1);
    }

    /** {@code t1} for the first table. */
    public static String table(int index) {
        return "t" + (index + 1);
    }
}
