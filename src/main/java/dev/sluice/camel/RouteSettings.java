package dev.sluice.camel;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * {@code sluice.routes.*}.
 *
 * @param dir a folder whose files take precedence, one by one, over the routes that come with Sluice
 */
@ConfigurationProperties("sluice.routes")
record RouteSettings(Path dir) {}
