package dev.sluice.api.pulse;

import dev.sluice.api.upload.PlainName;
import java.nio.charset.StandardCharsets;
import org.springframework.web.util.UriUtils;

/** What a document is called that only its URL is known of: the last part of the path, or the host. */
final class UrlNames {
    private UrlNames() {}

    static String of(String url) {
        String path = url.replaceFirst("[?#](?s:.*)$", "")
                .replaceFirst("^[^:]*://", "")
                .replaceFirst("/+$", "");
        String last = path.substring(path.lastIndexOf('/') + 1);
        try {
            return PlainName.of(UriUtils.decode(last, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return PlainName.of(last);
        }
    }
}
