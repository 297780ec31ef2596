package dev.sluice.api.pulse.webhook;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.api.endpoint.EndpointPage;
import dev.sluice.api.pulse.answer.JsonAnswer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;

/** {@code POST /webhook}: a temporary link to the page that shows the webhook endpoints. It takes no body. */
@Controller
class PulseWebhookController {
    private final EndpointPage page;
    private final ObjectMapper mapper;

    PulseWebhookController(EndpointPage page, ObjectMapper mapper) {
        this.page = page;
        this.mapper = mapper;
    }

    @PostMapping({"/webhook", "/webhook/"})
    void link(HttpServletRequest request, HttpServletResponse response) throws IOException {
        JsonAnswer.write(response, 200, mapper.writeValueAsBytes(Map.of("link", page.link(request))));
    }
}
