package dev.sluice.api.pulse;

import dev.sluice.api.pulse.answer.JsonAnswer;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;

/** {@code OPTIONS}: which methods a path takes, in the header and, since no answer here is empty, in the body. */
@Controller
class PulseOptionsController {
    @RequestMapping(
            method = RequestMethod.OPTIONS,
            path = {
                "/extract",
                "/extract/",
                "/extract_async",
                "/extract_async/",
                "/batch/extract",
                "/batch/extract/",
                "/batch/schema",
                "/batch/schema/",
                "/batch/tables",
                "/batch/tables/",
                "/batch/split",
                "/batch/split/",
                "/schema",
                "/schema/",
                "/tables",
                "/tables/",
                "/split",
                "/split/",
                "/cancel/{id}",
                "/cancel/{id}/",
                "/webhook",
                "/webhook/"
            })
    void post(HttpServletResponse response) throws IOException {
        answer(response, "POST, OPTIONS");
    }

    @RequestMapping(
            method = RequestMethod.OPTIONS,
            path = {"/job/{id}", "/job/{id}/"})
    void job(HttpServletResponse response) throws IOException {
        answer(response, "GET, HEAD, DELETE, OPTIONS");
    }

    private static void answer(HttpServletResponse response, String methods) throws IOException {
        response.setHeader("Allow", methods);
        JsonAnswer.write(response, 200, ("{\"allow\":\"" + methods + "\"}").getBytes(StandardCharsets.UTF_8));
    }
}
