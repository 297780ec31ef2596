package dev.sluice.engine.split;

/**
 * Chooses the topics of all segments together: a client names topics because the bundle has them, so of two topics that
 * fit a segment nearly as well, the one that no other segment has is more probable.
 */
final class Assignment {
    private static final double REUSE = 2;
    private static final int MOST_ROUNDS = 6;

    private Assignment() {}

    /**
     * The topic of each segment.
     *
     * @param logs for each segment and topic the logarithm of the topic's probability
     * @param free a topic that may be used again at no cost: the one for the rest
     */
    static int[] choose(double[][] logs, int free) {
        int[] topics = new int[logs.length];
        if (logs.length == 0) {
            return topics;
        }
        int[] uses = new int[logs[0].length];
        for (int s = 0; s < logs.length; s++) {
            topics[s] = best(logs[s], new int[uses.length], free);
            uses[topics[s]]++;
        }
        boolean changed = true;
        for (int round = 0; changed && round < MOST_ROUNDS; round++) {
            changed = false;
            for (int s = 0; s < logs.length; s++) {
                uses[topics[s]]--;
                int better = best(logs[s], uses, free);
                changed |= better != topics[s];
                topics[s] = better;
                uses[better]++;
            }
        }
        return topics;
    }

    private static int best(double[] logs, int[] uses, int free) {
        int best = 0;
        double most = Double.NEGATIVE_INFINITY;
        for (int t = 0; t < logs.length; t++) {
            double cost = t == free || uses[t] == 0 ? 0 : REUSE * Math.log((uses[t] + 1.0) / uses[t]);
            if (logs[t] - cost > most) {
                most = logs[t] - cost;
                best = t;
            }
        }
        return best;
    }
}
