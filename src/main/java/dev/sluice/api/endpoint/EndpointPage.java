package dev.sluice.api.endpoint;

import dev.sluice.api.query.ApiSettings;
import dev.sluice.api.query.Links;
import dev.sluice.artifact.Durable;
import dev.sluice.security.ApiClient;
import dev.sluice.security.TemporaryLinks;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/**
 * The page that shows the endpoints. It holds no data and is open to everybody; what it shows it asks of the API, with
 * the text behind the {@code #} of its address, which no server and no log ever sees, or with a key that is typed in.
 */
@Controller
public class EndpointPage {
    private static final String PATH = "/webhook-portal";

    private final TemporaryLinks links;
    private final ApiSettings settings;
    private final byte[] page;
    private final String policy;

    EndpointPage(TemporaryLinks links, ApiSettings settings) throws IOException {
        this.links = links;
        this.settings = settings;
        try (InputStream in = Objects.requireNonNull(EndpointPage.class.getResourceAsStream("endpoints.html"))) {
            page = in.readAllBytes();
        }
        String html = new String(page, StandardCharsets.UTF_8);
        policy = "default-src 'none'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none';"
                + " script-src " + hash(html, "script") + "; style-src " + hash(html, "style");
    }

    /** The one script, or the one style sheet, that may run. */
    private static String hash(String html, String element) {
        Matcher content = Pattern.compile("<" + element + ">(.*?)</" + element + ">", Pattern.DOTALL)
                .matcher(html);
        if (!content.find()) {
            throw new IllegalStateException("the page has no " + element);
        }
        byte[] digest = Durable.sha256().digest(content.group(1).getBytes(StandardCharsets.UTF_8));
        return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
    }

    /** The page's address for the client of this request, who may read there for an hour with nothing else. */
    public String link(HttpServletRequest request) {
        return Links.of(request, settings.publicUrl()).to(PATH) + "#" + links.issue(ApiClient.of(request));
    }

    @GetMapping(PATH)
    void show(HttpServletResponse response) throws IOException {
        response.setContentType("text/html;charset=UTF-8");
        response.setHeader("Content-Security-Policy", policy);
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Cache-Control", "no-store");
        response.setContentLength(page.length);
        response.getOutputStream().write(page);
    }
}
