/** The engine llm: a language model behind an OpenAI-compatible endpoint, asked for JSON and not believed without a check. */
@NullMarked
package dev.sluice.engine.llm;

import org.jspecify.annotations.NullMarked;
