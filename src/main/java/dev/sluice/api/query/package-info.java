/** What requests to the native API have in common: their query, the page of a list they ask for, links in answers. */
@NullMarked
package dev.sluice.api.query;

import org.jspecify.annotations.NullMarked;
