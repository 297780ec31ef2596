/** The home directory and the PostgreSQL that Sluice starts by itself. It knows no other package of Sluice. */
@NullMarked
package dev.sluice.home;

import org.jspecify.annotations.NullMarked;
