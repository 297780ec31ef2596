/** What the kinds of sources share whose documents lie elsewhere and are fetched by their jobs: S3 prefixes and feeds. */
@NullMarked
package dev.sluice.intake.remote;

import org.jspecify.annotations.NullMarked;
