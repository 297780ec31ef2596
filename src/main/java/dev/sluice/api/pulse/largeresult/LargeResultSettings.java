package dev.sluice.api.pulse.largeresult;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * {@code sluice.pulse.large-results.*}.
 *
 * @param enabled whether large results are answered by a link
 * @param pages a document with so many pages has a large result
 * @param size so does one whose result has more bytes than that
 * @param lifetime how long after the end of its job it can be downloaded
 */
@ConfigurationProperties("sluice.pulse.large-results")
record LargeResultSettings(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("70") int pages,
        @DefaultValue("5MB") DataSize size,
        @DefaultValue("1h") Duration lifetime) {}
