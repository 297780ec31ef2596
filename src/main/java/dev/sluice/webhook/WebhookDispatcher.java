package dev.sluice.webhook;

import dev.sluice.batch.WakeUp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Finds what is to be delivered now: the bean at the head of {@code deliver-webhooks}. Every attempt it hands out
 * holds a slot of its endpoint until {@link WebhookSender} has recorded it.
 */
public class WebhookDispatcher {
    private static final Logger log = LoggerFactory.getLogger(WebhookDispatcher.class);

    /** Groups of events in one round, so that a flood of them does not keep deliveries waiting. */
    private static final int GROUPS = 4;

    private final Endpoints endpoints;
    private final FanOut fanOut;
    private final EndpointTable endpointTable;
    private final DeliveryTable deliveries;
    private final TransactionTemplate transaction;
    private final Slots slots;
    private final WakeUp wakeUp;
    private final Duration poll;
    private final Duration lease;
    private boolean started;
    private boolean more;
    private volatile boolean stopped;

    WebhookDispatcher(
            Endpoints endpoints,
            FanOut fanOut,
            EndpointTable endpointTable,
            DeliveryTable deliveries,
            TransactionTemplate transaction,
            Slots slots,
            WakeUp wakeUp,
            Duration poll,
            Duration lease) {
        this.endpoints = endpoints;
        this.fanOut = fanOut;
        this.endpointTable = endpointTable;
        this.deliveries = deliveries;
        this.transaction = transaction;
        this.slots = slots;
        this.wakeUp = wakeUp;
        this.poll = poll;
        this.lease = lease;
    }

    /**
     * Waits until there may be something to do, at most {@code sluice.webhook.poll}; fans new events out and claims
     * what is due. A database that is away is waited for.
     *
     * @return attempts to make now, as many as their endpoints have slots; often none
     */
    public synchronized List<DueDelivery> due() {
        if (!more) {
            wakeUp.await(stopped ? Duration.ofMillis(1) : poll);
        }
        return dueNow();
    }

    /** The same without waiting. */
    synchronized List<DueDelivery> dueNow() {
        more = false;
        List<DueDelivery> due = new ArrayList<>();
        if (stopped) {
            return due;
        }
        try {
            start();
            for (int group = 0; group < GROUPS; group++) {
                more = fanOut.next();
                if (!more) {
                    break;
                }
            }
            int lost = deliveries.putBackLost();
            if (lost > 0) {
                log.warn("Put back {} webhook attempt(s) whose answer was never recorded.", lost);
            }
            claim(due);
        } catch (DataAccessException | TransactionException e) {
            // What has been claimed already is still to be sent.
            more = false;
            log.warn("Webhooks are waiting for the database: {}", e.getMessage());
        }
        return due;
    }

    /** From now on nothing is claimed. */
    void stop() {
        stopped = true;
        wakeUp.signal();
    }

    private void start() {
        if (started) {
            return;
        }
        endpoints.all().forEach(endpointTable::register);
        int lost = deliveries.putBackOwn();
        if (lost > 0) {
            log.info("Repeating {} webhook attempt(s) whose answer the last run of this node did not record.", lost);
        }
        refresh().stream()
                .filter(EndpointTable.State::disabled)
                .forEach(state ->
                        log.warn("Webhook endpoint {} is disabled and is told nothing.", endpoints.get(state.id())));
        started = true;
    }

    private void claim(List<DueDelivery> due) {
        for (EndpointTable.State state : refresh()) {
            Endpoint endpoint = endpoints.get(state.id());
            int free = slots.free(state.id());
            if (endpoint != null && state.due() && free > 0) {
                DeliveryTable.Claim claim = claim(endpoint, free);
                slots.taken(endpoint.id(), claim.deliveries().size());
                due.addAll(claim.deliveries());
                more |= claim.more() && slots.free(endpoint.id()) > 0;
            }
        }
    }

    /** Reads how the configured endpoints are, for which another node may have found something out. */
    private List<EndpointTable.State> refresh() {
        if (endpoints.all().isEmpty()) {
            return List.of();
        }
        List<EndpointTable.State> states = endpointTable.states(EndpointParser.TENANT).stream()
                .filter(state -> endpoints.get(state.id()) != null)
                .toList();
        endpoints.disabled(states.stream()
                .filter(EndpointTable.State::disabled)
                .map(EndpointTable.State::id)
                .toList());
        return states;
    }

    private DeliveryTable.Claim claim(Endpoint endpoint, int limit) {
        DeliveryTable.Claim claim =
                transaction.execute(status -> endpointTable.lockForClaim(endpoint.tenantId(), endpoint.id())
                        ? deliveries.claim(endpoint, limit, lease)
                        : null);
        return claim == null ? new DeliveryTable.Claim(List.of(), false) : claim;
    }
}
