package dev.sluice.intake.source;

import java.util.Locale;

/** Why a source would not take a document now. */
public enum SkipReason {
    /** It was accepted before, in this version. */
    ALREADY_SEEN,
    /** Not old enough yet; it is taken later if nobody writes to it. */
    TOO_YOUNG,
    /** The source's own patterns leave it out. */
    EXCLUDED,
    /** It has changed since it was last looked at: somebody seems to be writing it. */
    CHANGING,
    /** It cannot be read, or not even be looked at. */
    UNREADABLE,
    /** Larger than {@code sluice.limits.file-size}: it would be turned away with {@code FILE_TOO_LARGE}. */
    TOO_LARGE,
    /** Hidden, unfinished by its name, a receipt, a link: nothing that is ever taken. */
    NOT_A_DOCUMENT,
    /** It waits for something that belongs to it, such as a marker file or the rest of its set. */
    WAITING;

    /** For people: {@code already seen}. */
    public String words() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
