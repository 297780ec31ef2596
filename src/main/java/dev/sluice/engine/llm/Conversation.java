package dev.sluice.engine.llm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.sluice.batch.ClaimedJob;
import dev.sluice.batch.SluiceException;
import dev.sluice.engine.remote.RemoteCaller;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the model, judges its answer, and lets it repair a bad one once. */
final class Conversation {
    private static final Logger log = LoggerFactory.getLogger(Conversation.class);

    private final ChatClient chat;
    private final Prompts prompts;
    private final boolean schemaInPrompt;

    Conversation(ChatClient chat, Prompts prompts, boolean schemaInPrompt) {
        this.chat = chat;
        this.prompts = prompts;
        this.schemaInPrompt = schemaInPrompt;
    }

    /**
     * The model's answer, of the right form and citing only what exists.
     *
     * @throws SluiceException as {@link ChatClient#ask}; {@code ENGINE_ANSWER_INVALID} if the second answer is bad too
     */
    JsonNode ask(ClaimedJob job, LlmTask task, DocumentText text, @Nullable String image, Usage usage) {
        AnswerCheck check = new AnswerCheck(task);
        ArrayNode messages = prompts.messages(task, text, schemaInPrompt, image);
        String first = ask(job, task, messages, usage);
        AnswerCheck.Verdict verdict = check.judge(first, text);
        if (verdict.good()) {
            return verdict.answer();
        }
        log.info(
                "The model's answer to job {} is asked for again: {}",
                job.jobId(),
                verdict.problems().get(0));
        String second = ask(job, task, Prompts.repair(messages, first, verdict.problems()), usage);
        verdict = check.judge(second, text);
        if (!verdict.good()) {
            log.warn("The model's answer to job {} was not repaired ({}): {}", job.jobId(), usage, verdict.problems());
            throw RemoteCaller.invalid("after a repair it still does not fit: "
                    + verdict.problems().get(0).replaceFirst("[.]$", ""));
        }
        return verdict.answer();
    }

    private String ask(ClaimedJob job, LlmTask task, ArrayNode messages, Usage usage) {
        return chat.ask(job, messages, task.name() + "_answer", task.answerSchema(), task.strict(), usage);
    }
}
