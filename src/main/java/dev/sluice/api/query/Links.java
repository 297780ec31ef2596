package dev.sluice.api.query;

import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;

/** Absolute addresses of what an answer speaks of: a client that follows them needs to build none. */
public final class Links {
    private final String base;

    private Links(String base) {
        this.base = base;
    }

    /** Below {@code sluice.public-url}, or, if that is empty, below the address that the client itself has used. */
    public static Links of(HttpServletRequest request, String publicUrl) {
        if (!publicUrl.isEmpty()) {
            return new Links(publicUrl);
        }
        String url = request.getRequestURL().toString();
        return new Links(url.substring(0, url.length() - request.getRequestURI().length()));
    }

    /** Of any path that begins with a slash. */
    public String to(String path) {
        return base + path;
    }

    /** Of a job run. */
    public String run(UUID id) {
        return to("/api/job-runs/" + id);
    }

    /** Of a job. */
    public String job(UUID id) {
        return to("/api/jobs/" + id);
    }
}
