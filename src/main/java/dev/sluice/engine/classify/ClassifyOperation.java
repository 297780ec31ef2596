package dev.sluice.engine.classify;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.LayoutOperation;
import dev.sluice.engine.extract.BlockIds;
import dev.sluice.engine.topic.Evidence;
import dev.sluice.engine.topic.Explanation;
import dev.sluice.engine.topic.PageView;
import dev.sluice.engine.topic.PageViews;
import dev.sluice.engine.topic.Tokenizer;
import dev.sluice.engine.topic.TopicOptions;
import dev.sluice.engine.topic.TopicScorer;
import dev.sluice.engine.topic.TopicScorers;
import java.util.ArrayList;
import java.util.List;

/**
 * Says which of a client's types a document is, by its words, its known phrases and its shape. Options:
 * {@code {"types": [{"name": "invoice", "description": "…"}], "prompt": "…"}}. Result: {@code {"type": "invoice",
 * "confidence": 0.93, "reason": "…", "scores": {"invoice": 0.93}, "citations": ["b1"], "warnings": []}}; scores add up
 * to 1. A type named other, unknown or the like is chosen when none of the others fits. Text that looks like an
 * instruction is text like any other.
 */
public final class ClassifyOperation implements LayoutOperation {
    private static final int WORDS_PER_PAGE = 1_500;
    private static final int WORDS_WITHOUT_PAGES = 6_000;
    /** A document shows what it is on its first pages; the last one has signatures and totals. */
    private static final int FIRST_PAGES = 8;

    private static final double DOUBTFUL = 0.4;

    private final TopicScorers scorers;

    /** With scorers of its own. */
    public ClassifyOperation() {
        this(new TopicScorers());
    }

    /** With scorers that are shared with other operations. */
    public ClassifyOperation(TopicScorers scorers) {
        this.scorers = scorers;
    }

    @Override
    public void check(ObjectNode options) {
        TopicOptions.read(options, "types");
    }

    @Override
    public ObjectNode run(List<Input> inputs, ObjectNode options) {
        TopicScorer scorer = scorers.of(TopicOptions.read(options, "types"));
        List<PageView> pages = new ArrayList<>();
        for (Input input : inputs) {
            pages.addAll(pagesOf(input));
        }
        Evidence evidence = new Evidence(scorers.knowledge(), pages, true);
        Input first = inputs.get(0);
        if (first.mediaType() != null) {
            evidence.mediaType(first.mediaType());
        }
        return result(scorer, evidence, first);
    }

    private List<PageView> pagesOf(Input input) {
        boolean paged = !input.layout().pages().isEmpty();
        int last = input.layout().pageCount();
        List<Integer> asked = input.pages();
        PageViews views = new PageViews(new Tokenizer(), paged ? WORDS_PER_PAGE : WORDS_WITHOUT_PAGES);
        List<Integer> looked = asked == null ? List.of() : asked.subList(0, Math.min(asked.size(), FIRST_PAGES));
        return List.copyOf(views.of(
                        input.layout(),
                        number -> asked == null
                                ? number <= FIRST_PAGES || number == last
                                : number == 0 || looked.contains(number))
                .values());
    }

    private ObjectNode result(TopicScorer scorer, Evidence evidence, Input input) {
        double[] shares =
                Confidence.shares(scorer.scores(evidence), scorer.topics(), () -> scorer.otherKinds(evidence));
        int best = 0;
        for (int i = 1; i < shares.length; i++) {
            best = shares[i] > shares[best] ? i : best;
        }
        Explanation why = Explanation.of(scorer, best, evidence, scorers.knowledge());
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        result.put("type", scorer.topics().get(best).name());
        result.put("confidence", rounded(shares[best]));
        boolean rest = scorer.topics().get(best).isRest();
        result.put("reason", rest ? "None of the other types fits well enough." : why.sentence());
        ObjectNode scores = result.putObject("scores");
        for (int i = 0; i < shares.length; i++) {
            scores.put(scorer.topics().get(i).name(), rounded(shares[i]));
        }
        ArrayNode citations = result.putArray("citations");
        if (!rest) {
            for (int block : why.blocks()) {
                citations.add((input.id().isEmpty() ? "" : input.id() + ":") + BlockIds.block(block));
            }
        }
        ArrayNode warnings = result.putArray("warnings");
        if (evidence.isEmpty()) {
            warn(warnings, "NO_TEXT", "The document has no text to judge by.");
        } else if (shares[best] < DOUBTFUL) {
            warn(warnings, "LOW_CONFIDENCE", "No type fits clearly better than the others.");
        }
        return result;
    }

    private static void warn(ArrayNode warnings, String code, String message) {
        warnings.addObject().put("code", code).put("message", message);
    }

    private static double rounded(double share) {
        return Math.round(share * 1e4) / 1e4;
    }
}
