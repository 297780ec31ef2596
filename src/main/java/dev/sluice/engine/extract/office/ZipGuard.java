package dev.sluice.engine.extract.office;

import dev.sluice.engine.parser.ParseTask;
import org.apache.poi.openxml4j.util.ZipSecureFile;

/** Sets how far an Office document's parts may unpack. Tika switches POI's own guard off when it loads: it goes on again. */
public final class ZipGuard {
    /** Half of POI's default: sheets full of the same number pack well. */
    private static final double SMALLEST_RATIO = 0.005;

    private static final int LARGEST_PART_PER_OUTPUT = 4;

    private ZipGuard() {}

    /** Applies to every Office document read from now on. */
    public static void apply(ParseTask.Limits limits) {
        ZipSecureFile.setMinInflateRatio(SMALLEST_RATIO);
        ZipSecureFile.setMaxEntrySize(LARGEST_PART_PER_OUTPUT * limits.outputSize());
        ZipSecureFile.setMaxTextSize(limits.outputSize());
    }
}
