package dev.sluice.api.query;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code sluice.public-url}.
 *
 * @param publicUrl where clients reach the hub, without a slash at its end; empty: the address that each has used
 */
@ConfigurationProperties("sluice")
public record ApiSettings(@DefaultValue("") String publicUrl) {
    public ApiSettings {
        publicUrl = publicUrl.replaceFirst("/+$", "");
    }
}
