package dev.sluice.security;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code sluice.api-key}.
 *
 * @param apiKey the key that always opens everything; empty: one is made at the first start
 */
@ConfigurationProperties("sluice")
record SecuritySettings(@DefaultValue("") String apiKey) {
    /** Without the secret, should it ever reach a log. */
    @Override
    public String toString() {
        return "SecuritySettings";
    }
}
