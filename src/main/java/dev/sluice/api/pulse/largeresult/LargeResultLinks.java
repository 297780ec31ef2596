package dev.sluice.api.pulse.largeresult;

import dev.sluice.api.pulse.result.LargeResults;
import dev.sluice.batch.Job;
import dev.sluice.security.ApiClient;
import dev.sluice.security.LinkDoor;
import dev.sluice.security.Scope;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** Makes links to large results, and knows them again: several clients follow them without showing their key. */
@Component("largeResultLinks")
@EnableConfigurationProperties(LargeResultSettings.class)
public class LargeResultLinks implements LargeResults, LinkDoor {
    private static final Pattern PATH = Pattern.compile("/large_results/([0-9a-f-]{36})/?");
    private static final Pattern TOKEN = Pattern.compile("(?:^|&)token=([A-Za-z0-9_-]{43})(?:&|$)");
    private static final int TOKEN_BYTES = 32;

    private final LargeResultTable table;
    private final LargeResultSettings settings;
    private final SecureRandom random = new SecureRandom();

    LargeResultLinks(LargeResultTable table, LargeResultSettings settings) {
        this.table = table;
        this.settings = settings;
    }

    @Override
    public Optional<String> link(Job job, int pages, long bytes) {
        if (!settings.enabled() || job.endedAt() == null) {
            return Optional.empty();
        }
        Optional<LargeResultTable.Row> known = table.find(job.id());
        if (known.isEmpty()) {
            if (pages < settings.pages() && bytes <= settings.size().toBytes()) {
                return Optional.empty();
            }
            table.insert(job.id(), job.tenantId(), token(), job.endedAt().plus(settings.lifetime()));
            known = table.find(job.id());
        }
        return known.map(row -> "/large_results/" + row.jobId() + "?token=" + row.token());
    }

    private String token() {
        byte[] bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Override
    public Optional<ApiClient> holder(HttpServletRequest request) {
        Matcher path = PATH.matcher(
                request.getRequestURI().substring(request.getContextPath().length()));
        Matcher token = TOKEN.matcher(Objects.requireNonNullElse(request.getQueryString(), ""));
        if (!path.matches() || !token.find()) {
            return Optional.empty();
        }
        return uuid(path.group(1))
                .flatMap(table::find)
                .filter(row -> same(row.token(), token.group(1)))
                .map(row -> new ApiClient(row.tenantId(), "link", "large result", Set.of(Scope.READ)));
    }

    private static Optional<UUID> uuid(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    /** Forgets old ones. */
    public void sweep() {
        table.sweep();
    }
}
