package dev.sluice.artifact.s3;

import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the stores are.
 *
 * @param s3 {@code sluice.s3.*}: the default
 * @param connections {@code sluice.connections.<name>.*}
 */
@ConfigurationProperties("sluice")
record ConnectionSettings(
        @DefaultValue S3Settings s3, @DefaultValue Map<String, Connection> connections) {

    /** {@code sluice.connections.<name>.*}: the kinds of stores; S3 is the only one yet. */
    record Connection(@DefaultValue S3Settings s3) {}
}
