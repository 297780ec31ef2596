package dev.sluice.engine.split;

import org.jspecify.annotations.Nullable;

/** How probable it is that a new document begins with a page, judged by it and the pages before. */
final class Boundary {
    /**
     * One weight for each value of {@link #features}; fitted by logistic regression on pairs of neighbouring pages of
     * documents in several languages, with features of the look left out at random so that documents of one house, which
     * look alike, are told apart as well.
     */
    private static final double[] WEIGHTS = {
        1.2, 2, -2.5, 0.8, 0.8, 1.8, 2, 0.1, -2, -1.9, 1.2, 0.5, 0.7, -7, 1.2, -0.8, 1.5, 1, 1, 0, 1.1, -2.4
    };

    private static final double SAME_SIZE = 0.4;
    private static final double SAME_LEFT = 0.02;
    private static final double TITLE = 1.3;
    private static final double LARGE_TITLE = 1.7;

    private Boundary() {}

    /** 0 to 1; 1 for the first page. */
    static double probability(double[] features) {
        double sum = 0;
        for (int i = 0; i < features.length; i++) {
            sum += WEIGHTS[i] * features[i];
        }
        return 1 / (1 + Math.exp(-sum));
    }

    /**
     * What is known about the step from one page to the next that is not blank.
     *
     * @param beforeLast the page before the previous one, if any
     * @param title how certainly the page's top is the title of a known kind of document, 0 to 1
     * @param separated whether blank pages stand between them
     * @param otherLanguage whether both pages have a language, and not the same
     */
    static double[] features(
            @Nullable PageTraits beforeLast,
            PageTraits last,
            PageTraits page,
            double title,
            boolean otherLanguage,
            boolean separated) {
        PageNumber was = last.number();
        PageNumber is = page.number();
        boolean numbered = false;
        boolean follows = false;
        boolean otherTotal = false;
        if (was != null && is != null && was.certain() == is.certain()) {
            numbered = is.certain();
            follows = is.number() == was.number() + 1;
            otherTotal = is.total() != was.total();
        }
        boolean sameHeader = !page.header().isEmpty() && page.header().equals(last.header());
        boolean sameFooter = !page.footer().isEmpty() && page.footer().equals(last.footer());
        boolean headerEnds = beforeLast != null
                && (ends(beforeLast.header(), last.header(), page.header())
                        || ends(beforeLast.footer(), last.footer(), page.footer()));
        boolean size = Math.abs(page.width() - last.width()) > 3 || Math.abs(page.height() - last.height()) > 3;
        boolean fontChange = Math.abs(page.bodySize() - last.bodySize()) > SAME_SIZE;
        return new double[] {
            1,
            flag(is != null && is.number() == 1 && is.certain()),
            flag(follows),
            flag(numbered && !follows),
            flag(otherTotal),
            flag(was != null && is == null),
            flag(size),
            flag(fontChange && !page.isBlank() && !last.isBlank()),
            flag(sameHeader),
            flag(sameFooter),
            flag(headerEnds),
            flag(page.titleRatio() > TITLE),
            flag(page.titleRatio() > LARGE_TITLE),
            Math.min(0.6, page.likeness(last)),
            flag(otherLanguage),
            flag(page.startsLow() && last.endsOpen()),
            last.fill() > 0 ? Math.max(0, 0.9 - last.fill()) : 0,
            title,
            flag(separated),
            flag(Math.abs(page.left() - last.left()) > SAME_LEFT),
            flag(!page.source().equals(last.source()) && !page.isBlank() && !last.isBlank()),
            flag(page.isBlank()),
        };
    }

    private static boolean ends(String before, String last, String now) {
        return !last.isEmpty() && last.equals(before) && !last.equals(now);
    }

    private static double flag(boolean on) {
        return on ? 1 : 0;
    }
}
