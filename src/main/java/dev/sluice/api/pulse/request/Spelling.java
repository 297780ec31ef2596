package dev.sluice.api.pulse.request;

import java.util.Locale;

/**
 * Names of options: clients write {@code s3_prefix}, {@code s3Prefix} or, coming from Python, {@code s_3_prefix}; all are
 * one name here. Only names that this dialect declares are compared so, never those of a client's own data.
 */
public final class Spelling {
    private Spelling() {}

    /** The name in small letters without {@code _} and {@code -}. */
    public static String of(String name) {
        return name.replace("_", "").replace("-", "").toLowerCase(Locale.ROOT);
    }
}
