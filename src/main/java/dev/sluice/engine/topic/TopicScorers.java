package dev.sluice.engine.topic;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Keeps the scorers of the options used last, for many documents are asked the same. Safe for use by many threads. */
public final class TopicScorers {
    private static final int MOST = 8;
    private static final float LOAD = 0.75f;

    private final Map<TopicOptions, TopicScorer> scorers = new LinkedHashMap<>(MOST * 2, LOAD, true);
    private @Nullable KnowledgeBase knowledge;

    /** The scorer for those options. */
    public synchronized TopicScorer of(TopicOptions options) {
        TopicScorer known = scorers.get(options);
        if (known != null) {
            return known;
        }
        TopicScorer fresh = new TopicScorer(knowledge(), options.topics(), options.prompt());
        scorers.put(options, fresh);
        if (scorers.size() > MOST) {
            scorers.remove(scorers.keySet().iterator().next());
        }
        return fresh;
    }

    /** Read when it is needed first: checking options needs none of it. */
    public synchronized KnowledgeBase knowledge() {
        KnowledgeBase known = knowledge;
        if (known == null) {
            known = new KnowledgeBase();
            knowledge = known;
        }
        return known;
    }
}
