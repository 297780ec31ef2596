/**
 * Where documents come from. Here is the door for those that clients hand in, and how healthy intake is; the kinds of
 * sources ({@code folder}, {@code s3}, {@code feed}) and what they share stand in packages of their own.
 */
@NullMarked
package dev.sluice.intake;

import org.jspecify.annotations.NullMarked;
