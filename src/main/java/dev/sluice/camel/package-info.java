/** The only package that knows Camel: it loads the route files and starts and stops the sources. */
@NullMarked
package dev.sluice.camel;

import org.jspecify.annotations.NullMarked;
