/** What engines have in common that work elsewhere: calls, their errors, and results as files. */
@NullMarked
package dev.sluice.engine.remote;

import org.jspecify.annotations.NullMarked;
