/** How the packaged program finds its classes. */
@NullMarked
package dev.sluice.launch;

import org.jspecify.annotations.NullMarked;
