/** The whole program as a child process that may be killed, documents for it, and the checker of what must hold afterwards. */
@NullMarked
package dev.sluice.chaos;

import org.jspecify.annotations.NullMarked;
