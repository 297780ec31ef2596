package dev.sluice.api.submit;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code sluice.pulse.sync-timeout}.
 *
 * @param syncTimeout how long a synchronous call waits for its job before it is answered like an asynchronous one
 */
@ConfigurationProperties("sluice.pulse")
record WaitSettings(@DefaultValue("280s") Duration syncTimeout) {}
