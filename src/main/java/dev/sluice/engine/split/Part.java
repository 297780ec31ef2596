package dev.sluice.engine.split;

import java.util.List;

/**
 * A segment of a bundle.
 *
 * @param topic its topic's index; -1 for none
 * @param pages from 1, in order
 * @param reason one sentence for a person
 */
record Part(int topic, List<Integer> pages, double confidence, String reason) {}
