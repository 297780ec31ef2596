/** Documents that lay in archives and mails become documents of their own. */
@NullMarked
package dev.sluice.intake.expand;

import org.jspecify.annotations.NullMarked;
