/** What every answer over HTTP has in common, whatever the dialect: its request id, and how errors are said. */
@NullMarked
package dev.sluice.http;

import org.jspecify.annotations.NullMarked;
