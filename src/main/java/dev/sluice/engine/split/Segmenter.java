package dev.sluice.engine.split;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Finds the most probable way to cut a row of pages into segments of one topic each: the best path through pages and
 * topics (Viterbi), where each page speaks for topics and each step for or against a new document.
 */
final class Segmenter {
    /** A first page shows best what a document is. */
    private static final double START = 1.2;

    private static final double INSIDE = 0.65;
    /** How often two documents of one topic follow each other, for each time that one of a certain other does. */
    private static final double SAME_TOPIC = 0.25;

    private static final double LEAST = 0.003;

    private Segmenter() {}

    /** Pages from (inclusive) to (exclusive), by position, and their topic. */
    record Segment(int from, int to, int topic) {}

    /**
     * Cuts the pages.
     *
     * @param emissions for each page and topic the logarithm of how probable the topic is by the page alone
     * @param boundaries for each page how probable it is that a document begins there
     */
    static List<Segment> cut(double[][] emissions, double[] boundaries) {
        int pages = emissions.length;
        int topics = emissions[0].length;
        int[][] from = new int[pages][topics];
        boolean[][] fresh = new boolean[pages][topics];
        double[] best = new double[topics];
        for (int t = 0; t < topics; t++) {
            best[t] = START * emissions[0][t];
            fresh[0][t] = true;
        }
        double change = -Math.log(topics - 1 + SAME_TOPIC);
        double same = Math.log(SAME_TOPIC) + change;
        for (int p = 1; p < pages; p++) {
            double boundary = Math.max(LEAST, Math.min(1 - LEAST, boundaries[p]));
            int leading = argMax(best, -1);
            int second = argMax(best, leading);
            double[] next = new double[topics];
            for (int t = 0; t < topics; t++) {
                double stay = best[t] + Math.log(1 - boundary) + INSIDE * emissions[p][t];
                double again = best[t] + Math.log(boundary) + same + START * emissions[p][t];
                int other = t == leading ? second : leading;
                double turn = other < 0
                        ? Double.NEGATIVE_INFINITY
                        : best[other] + Math.log(boundary) + change + START * emissions[p][t];
                next[t] = Math.max(stay, Math.max(again, turn));
                fresh[p][t] = next[t] > stay;
                from[p][t] = next[t] == turn && turn > stay ? other : t;
            }
            best = next;
        }
        return path(from, fresh, argMax(best, -1));
    }

    private static List<Segment> path(int[][] from, boolean[][] fresh, int last) {
        List<Segment> segments = new ArrayList<>();
        int topic = last;
        int to = from.length;
        for (int p = from.length - 1; p >= 0; p--) {
            if (fresh[p][topic]) {
                segments.add(new Segment(p, to, topic));
                to = p;
            }
            topic = from[p][topic];
        }
        Collections.reverse(segments);
        return segments;
    }

    private static int argMax(double[] values, int without) {
        int best = -1;
        for (int i = 0; i < values.length; i++) {
            if (i != without && (best < 0 || values[i] > values[best])) {
                best = i;
            }
        }
        return best;
    }
}
