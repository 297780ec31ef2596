package dev.sluice.engine.split;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.LayoutOperation;
import dev.sluice.engine.topic.TopicOptions;
import dev.sluice.engine.topic.TopicScorer;
import dev.sluice.engine.topic.TopicScorers;
import java.util.List;

/**
 * Divides a document among a client's topics, every page to exactly one. Options: {@code {"topics": [{"name": "invoice",
 * "description": "…"}], "prompt": "…"}}. Result: {@code {"splits": {"invoice": [1, 2]}, "segments": [{"topic": "invoice",
 * "pages": [1, 2], "confidence": 0.9, "reason": "…"}], "warnings": []}} with pages from 1. Pages that fit no topic belong
 * to the one named other, rest or the like, else they stand in a list {@code other} of their own. A document without
 * pages is one page.
 */
public final class SplitOperation implements LayoutOperation {
    private final TopicScorers scorers;

    /** With scorers of its own. */
    public SplitOperation() {
        this(new TopicScorers());
    }

    /** With scorers that are shared with other operations. */
    public SplitOperation(TopicScorers scorers) {
        this.scorers = scorers;
    }

    @Override
    public void check(ObjectNode options) {
        TopicOptions.read(options, "topics");
    }

    @Override
    public ObjectNode run(List<Input> inputs, ObjectNode options) {
        TopicScorer scorer = scorers.of(TopicOptions.read(options, "topics"));
        Bundle bundle = new Bundle(scorer, scorers.knowledge(), inputs);
        return SplitResult.of(scorer.topics(), bundle.parts());
    }
}
