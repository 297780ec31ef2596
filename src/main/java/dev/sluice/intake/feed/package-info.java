/** Reading lists of documents that lie on the web: RSS, Atom, JSON feeds, sitemaps, CSV and plain lists of URLs. */
@NullMarked
package dev.sluice.intake.feed;

import org.jspecify.annotations.NullMarked;
