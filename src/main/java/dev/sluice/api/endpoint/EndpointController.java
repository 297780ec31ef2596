package dev.sluice.api.endpoint;

import dev.sluice.api.query.ApiSettings;
import dev.sluice.api.query.Links;
import dev.sluice.api.query.Page;
import dev.sluice.api.query.Query;
import dev.sluice.security.ApiClient;
import dev.sluice.webhook.Delivery;
import dev.sluice.webhook.DeliveryLog;
import dev.sluice.webhook.EndpointStatus;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Webhook endpoints, which stand in the configuration: how each is, what it was told, and what to do about it. */
@RestController
@RequestMapping(path = "/api/webhook-endpoints", produces = "application/json")
class EndpointController {
    /** States of a delivery. */
    enum State {
        PENDING,
        SENDING,
        DELIVERED,
        FAILED,
        SUPERSEDED
    }

    private final DeliveryLog log;
    private final ApiSettings settings;

    EndpointController(DeliveryLog log, ApiSettings settings) {
        this.log = log;
        this.settings = settings;
    }

    /** Every endpoint that was ever configured, oldest first. */
    @GetMapping
    ResponseEntity<EndpointList> list(HttpServletRequest request) {
        new Query(request);
        return uncached(new EndpointList(
                log.endpoints(tenant(request)).stream().map(EndpointView::of).toList()));
    }

    /** The body of the list, which has no pages: somebody wrote each entry by hand. */
    record EndpointList(List<EndpointView> data) {}

    @GetMapping("/{id}")
    ResponseEntity<EndpointView> get(@PathVariable("id") String id, HttpServletRequest request) {
        new Query(request);
        return uncached(EndpointView.of(endpoint(id, request)));
    }

    /** Enables it again; what was still to be delivered to it goes on. Repeated it changes nothing. */
    @PostMapping("/{id}/enable")
    ResponseEntity<EndpointView> enable(@PathVariable("id") String id, HttpServletRequest request) {
        new Query(request);
        log.enable(tenant(request), endpoint(id, request).id());
        return uncached(EndpointView.of(endpoint(id, request)));
    }

    /** What it was told, newest first. */
    @GetMapping("/{id}/deliveries")
    ResponseEntity<Page.Body<DeliveryView>> deliveries(@PathVariable("id") String id, HttpServletRequest request) {
        Query query = new Query(request, "page", "limit", "cursor", "state");
        State word = query.word("state", State.class);
        String state = word == null ? null : word.name().toLowerCase(Locale.ROOT);
        Page page = Page.of(query);
        UUID endpoint = endpoint(id, request).id();
        String tenant = tenant(request);
        return page.answer(
                request,
                query,
                Links.of(request, settings.publicUrl()),
                log.ofEndpoint(tenant, endpoint, state, page.cursorId(), page.offset(), page.limit() + 1),
                log.countOfEndpoint(tenant, endpoint, state),
                delivery -> delivery.id().toString(),
                deliveries -> deliveries.stream()
                        .map(delivery -> DeliveryView.of(delivery, List.of()))
                        .toList());
    }

    /** One of them with all its attempts. */
    @GetMapping("/{id}/deliveries/{delivery}")
    ResponseEntity<DeliveryView> delivery(
            @PathVariable("id") String id, @PathVariable("delivery") String deliveryId, HttpServletRequest request) {
        new Query(request);
        Delivery delivery = find(id, deliveryId, request);
        return uncached(DeliveryView.of(delivery, log.attempts(tenant(request), delivery.id())));
    }

    /** Sends it again, whatever became of it: the same id and the same bytes. */
    @PostMapping("/{id}/deliveries/{delivery}/replay")
    ResponseEntity<DeliveryView> replay(
            @PathVariable("id") String id, @PathVariable("delivery") String deliveryId, HttpServletRequest request) {
        new Query(request);
        Delivery delivery = find(id, deliveryId, request);
        log.redeliver(tenant(request), delivery.id());
        return ResponseEntity.accepted().body(DeliveryView.of(find(id, deliveryId, request), List.of()));
    }

    private EndpointStatus endpoint(String id, HttpServletRequest request) {
        UUID uuid = Query.id(id, "endpoint");
        return log.endpoints(tenant(request)).stream()
                .filter(endpoint -> endpoint.id().equals(uuid))
                .findFirst()
                .orElseThrow(() -> Query.notFound("endpoint"));
    }

    private Delivery find(String endpointId, String deliveryId, HttpServletRequest request) {
        UUID endpoint = endpoint(endpointId, request).id();
        return log.find(tenant(request), Query.id(deliveryId, "delivery"))
                .filter(delivery -> delivery.endpointId().equals(endpoint))
                .orElseThrow(() -> Query.notFound("delivery"));
    }

    private static String tenant(HttpServletRequest request) {
        return ApiClient.of(request).tenantId();
    }

    private static <T> ResponseEntity<T> uncached(T body) {
        return ResponseEntity.ok().header("Cache-Control", "no-store").body(body);
    }
}
