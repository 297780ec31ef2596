/** What runs inside a parser process: takes a task, extracts one document, answers. */
@NullMarked
package dev.sluice.engine.parser.child;

import org.jspecify.annotations.NullMarked;
