package dev.sluice.home;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code sluice.home}.
 *
 * @param home the home directory; a relative path counts from the working directory
 */
@ConfigurationProperties("sluice")
record HomeProperties(@DefaultValue("./data") String home) {}
