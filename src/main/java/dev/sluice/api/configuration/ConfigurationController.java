package dev.sluice.api.configuration;

import dev.sluice.api.idempotency.Answer;
import dev.sluice.api.idempotency.IdempotencyKeys;
import dev.sluice.api.idempotency.KeyRefusedException;
import dev.sluice.api.pulse.request.SavedConfigurations.Kind;
import dev.sluice.api.query.ApiSettings;
import dev.sluice.api.query.Links;
import dev.sluice.api.query.Page;
import dev.sluice.api.query.Query;
import dev.sluice.api.upload.Upload;
import dev.sluice.api.upload.Uploads;
import dev.sluice.http.ApiException;
import dev.sluice.http.ApiProblem;
import dev.sluice.security.ApiClient;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Saved configurations: create, list, read, follow with a new version, archive. */
@RestController
@RequestMapping(path = "/api/configurations", produces = "application/json")
class ConfigurationController {
    private final Configurations configurations;
    private final ConfigurationTable table;
    private final Uploads uploads;
    private final ApiSettings settings;

    ConfigurationController(
            Configurations configurations, ConfigurationTable table, Uploads uploads, ApiSettings settings) {
        this.configurations = configurations;
        this.table = table;
        this.uploads = uploads;
        this.settings = settings;
    }

    /** The latest version of each that is not archived, without its body, newest first. */
    @GetMapping
    ResponseEntity<Page.Body<ConfigurationView>> list(HttpServletRequest request) {
        String tenant = ApiClient.of(request).tenantId();
        Query query = new Query(request, "page", "limit", "cursor", "kind", "name");
        Kind kind = kind(query.text("kind"));
        String name = query.reference("name");
        Page page = Page.of(query);
        return page.answer(
                request,
                query,
                Links.of(request, settings.publicUrl()),
                table.page(tenant, kind, name, page.cursorId(), page.offset(), page.limit() + 1),
                table.count(tenant, kind, name),
                entry -> entry.id().toString(),
                entries -> entries.stream()
                        .map(entry -> ConfigurationView.of(entry, List.of()))
                        .toList());
    }

    @GetMapping("/{id}")
    ResponseEntity<ConfigurationView> get(@PathVariable("id") String id, HttpServletRequest request) {
        Query query = new Query(request, "version");
        Integer version = query.text("version") == null ? null : query.number("version", 1, Integer.MAX_VALUE);
        Configuration found = configurations.find(tenant(request), id(id), version);
        return ResponseEntity.ok().header("Cache-Control", "no-cache").body(ConfigurationView.of(found, List.of()));
    }

    @PostMapping
    ResponseEntity<String> create(HttpServletRequest request) throws IOException {
        new Query(request);
        try (Upload upload = uploads.begin(request)) {
            ConfigurationRequest body = ConfigurationRequest.read(upload, List.of("kind", "name", "body"));
            Answer answer = configurations.create(tenant(request), key(request), body);
            ResponseEntity.BodyBuilder response =
                    ResponseEntity.status(answer.status()).contentType(MediaType.APPLICATION_JSON);
            if (answer.replayed()) {
                response.header(Answer.REPLAYED_HEADER, "true");
            }
            return response.body(answer.body());
        }
    }

    @PutMapping("/{id}")
    ResponseEntity<ConfigurationView> update(@PathVariable("id") String id, HttpServletRequest request)
            throws IOException {
        new Query(request);
        try (Upload upload = uploads.begin(request)) {
            ConfigurationRequest body = ConfigurationRequest.read(upload, List.of("name", "version", "body"));
            ConfigurationView view = configurations.update(tenant(request), id(id), body);
            return ResponseEntity.ok()
                    .location(URI.create(Links.of(request, settings.publicUrl())
                            .to("/api/configurations/" + view.id() + "?version=" + view.version())))
                    .body(view);
        }
    }

    /** Archives it; what was made with it is not affected. */
    @DeleteMapping("/{id}")
    ResponseEntity<ConfigurationView> archive(@PathVariable("id") String id, HttpServletRequest request) {
        new Query(request);
        return ResponseEntity.ok(ConfigurationView.of(configurations.archive(tenant(request), id(id)), List.of()));
    }

    private static String tenant(HttpServletRequest request) {
        return ApiClient.of(request).tenantId();
    }

    private static UUID id(String text) {
        return Query.id(text, "configuration");
    }

    private static @Nullable Kind kind(@Nullable String word) {
        if (word == null) {
            return null;
        }
        for (Kind kind : Kind.values()) {
            if (ConfigurationTable.word(kind).equals(word.toLowerCase(Locale.ROOT))) {
                return kind;
            }
        }
        throw Query.wrong("kind", "must be extraction, schema or split");
    }

    private static @Nullable String key(HttpServletRequest request) {
        try {
            return IdempotencyKeys.of(request);
        } catch (KeyRefusedException e) {
            throw new ApiException(ApiProblem.invalid(e.sentence()));
        }
    }
}
