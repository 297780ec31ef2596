package dev.sluice.engine.llm;

/**
 * A piece of a document as the model sees it.
 *
 * @param id by which answers cite it
 * @param page from 1; 0 where the format has no pages
 * @param type such as {@code heading}
 */
record TextBlock(String id, int page, String type, String text) {}
