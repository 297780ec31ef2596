package dev.sluice.intake.feed;

/**
 * One document that a feed lists.
 *
 * @param id what the feed calls it, else its URL: the same document has the same id in every version
 * @param url where it lies, absolute
 * @param version what changes when the document does, such as the time it was updated; empty if the feed does not say
 * @param title for people; empty if there is none
 */
record FeedEntry(String id, String url, String version, String title) {}
