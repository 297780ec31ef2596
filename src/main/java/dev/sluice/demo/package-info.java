/** The command {@code demo}: the whole way of real documents, from the inbox to a verified webhook. */
@NullMarked
package dev.sluice.demo;

import org.jspecify.annotations.NullMarked;
