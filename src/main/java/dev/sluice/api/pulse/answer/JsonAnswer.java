package dev.sluice.api.pulse.answer;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Answers with a small JSON body, whatever the request says it accepts: the SDKs parse nothing else. */
public final class JsonAnswer {
    private JsonAnswer() {}

    /** Answers. */
    public static void write(HttpServletResponse response, int status, byte[] body) throws IOException {
        response.setStatus(status);
        response.setContentType("application/json");
        response.setHeader("Cache-Control", "no-store");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
