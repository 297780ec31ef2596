/** Objects in S3 and in stores that speak its protocol: the only package that knows the AWS SDK. */
@NullMarked
package dev.sluice.artifact.s3;

import org.jspecify.annotations.NullMarked;
