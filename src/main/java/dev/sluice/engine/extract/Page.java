package dev.sluice.engine.extract;

import java.util.List;

/**
 * What stands on one page, as displayed.
 *
 * @param number from 1
 * @param width in points, or pixels of an image
 * @param height in the same unit
 * @param rotation by how many degrees clockwise the page was turned for display: 0, 90, 180 or 270
 * @param source where the words come from: {@code text}, {@code ocr} or {@code none}
 * @param words in reading order as far as known
 * @param rules ruling lines
 */
public record Page(
        int number, double width, double height, int rotation, String source, List<Word> words, List<Rule> rules) {}
