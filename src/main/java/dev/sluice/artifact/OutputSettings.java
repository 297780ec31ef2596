package dev.sluice.artifact;

import java.nio.file.Path;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code sluice.output.*}.
 *
 * @param localRoots the folders below which clients may have results written; empty: nowhere
 */
@ConfigurationProperties("sluice.output")
record OutputSettings(@DefaultValue List<Path> localRoots) {}
