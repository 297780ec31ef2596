package dev.sluice.api.pulse.answer;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.util.ForwardedHeaderUtils;

/** Where clients reach this hub: what links in answers begin with, without a slash at the end. */
@Component
public class PulseOrigin {
    private final String publicUrl;

    PulseOrigin(@Value("${sluice.public-url:}") String publicUrl) {
        this.publicUrl = publicUrl.strip().replaceFirst("/+$", "");
    }

    /**
     * {@code sluice.public-url}; if that is empty, the address that the client itself has used, as
     * {@code Forwarded} or {@code X-Forwarded-*} of a proxy tell it, else as the request does.
     */
    public String of(HttpServletRequest request) {
        if (!publicUrl.isEmpty()) {
            return publicUrl;
        }
        String url = request.getRequestURL().toString();
        String direct = url.substring(0, url.length() - request.getRequestURI().length());
        try {
            URI outside = ForwardedHeaderUtils.adaptFromForwardedHeaders(
                            URI.create(direct), new ServletServerHttpRequest(request).getHeaders())
                    .replacePath(prefix(request))
                    .replaceQuery(null)
                    .build()
                    .toUri();
            return outside.getHost() == null ? direct : outside.toString();
        } catch (IllegalArgumentException | IllegalStateException e) {
            return direct; // nonsense in a header harms nobody but its sender
        }
    }

    /** For what is written without a request: links relative to the hub, unless {@code sluice.public-url} is set. */
    public String withoutRequest() {
        return publicUrl;
    }

    private static String prefix(HttpServletRequest request) {
        String prefix = request.getHeader("X-Forwarded-Prefix");
        return prefix == null || !prefix.matches("(/[A-Za-z0-9._~-]+)+/?") ? "" : prefix.replaceFirst("/$", "");
    }
}
