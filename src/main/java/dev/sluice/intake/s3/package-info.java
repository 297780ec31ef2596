/** Watched S3 prefixes: listing by pages, and what becomes of the objects once their jobs are final. */
@NullMarked
package dev.sluice.intake.s3;

import org.jspecify.annotations.NullMarked;
