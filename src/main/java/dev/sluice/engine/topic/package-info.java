/**
 * How well a text fits a topic that a client names and describes: words, phrases and signs of known kinds of documents,
 * and the description's own words. What classify and split share.
 */
@NullMarked
package dev.sluice.engine.topic;

import org.jspecify.annotations.NullMarked;
