package dev.sluice.batch;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This node's right to claim. The lease belongs to the node, not to each job: one small update every few seconds. With
 * it goes the comparison of what the database says this node holds with what it knows, both ways.
 */
class NodeLease {
    private static final Logger log = LoggerFactory.getLogger(NodeLease.class);
    private static final String BOOT = """
            INSERT INTO node (id, epoch, lease_until) VALUES (?, 1, sluice_now() + ? * interval '1 millisecond')
            ON CONFLICT (id) DO UPDATE SET epoch = node.epoch + 1, lease_until = excluded.lease_until RETURNING epoch
            """;
    private static final String EXTEND =
            "UPDATE node SET lease_until = sluice_now() + ? * interval '1 millisecond' WHERE id = ? AND epoch = ?";

    private final Transactions transactions;
    private final NodeSettings settings;
    private final InFlight inFlight;
    private final UUID id;
    private volatile @Nullable NodeId node;

    NodeLease(Transactions transactions, NodeSettings settings, InFlight inFlight, UUID id) {
        this.transactions = transactions;
        this.settings = settings;
        this.inFlight = inFlight;
        this.id = id;
    }

    /** A new life of this node begins: its older claims are nobody's from here on. */
    NodeId boot() {
        NodeId booted = transactions.run(c -> {
            try (PreparedStatement statement = c.prepareStatement(BOOT)) {
                statement.setObject(1, id);
                statement.setLong(2, settings.lease().toMillis());
                try (ResultSet row = statement.executeQuery()) {
                    row.next();
                    return new NodeId(id, row.getInt(1));
                }
            }
        });
        node = booted;
        return booted;
    }

    /** Who this node is, unless another process has taken its id over or it has not booted. */
    Optional<NodeId> current() {
        return Optional.ofNullable(node);
    }

    /** Ends this life: its lease is over at once, so that another node, or the next life, need not wait for it. */
    void retire() {
        NodeId me = node;
        node = null;
        if (me == null) {
            return;
        }
        List<ClaimedJob> left = inFlight.jobs();
        if (!left.isEmpty()) {
            log.warn(
                    "Stopping with {} job(s) unfinished; they will run again: {}",
                    left.size(),
                    left.stream().map(ClaimedJob::jobId).toList());
            inFlight.abort(left.stream().map(ClaimedJob::jobId).toList());
        }
        transactions.run(c -> {
            try (PreparedStatement statement =
                    c.prepareStatement("UPDATE node SET lease_until = sluice_now() WHERE id = ? AND epoch = ?")) {
                statement.setObject(1, me.id());
                statement.setInt(2, me.epoch());
                return statement.executeUpdate();
            }
        });
    }

    /**
     * Extends the lease and compares both ways.
     *
     * @return jobs that had to be put back, with how often that has happened to them
     */
    List<WorkTable.Lost> heartbeat() {
        NodeId me = node;
        if (me == null) {
            return List.of();
        }
        // Asked before the database is: what is claimed in between is then in the database's answer but too young.
        Map<UUID, Integer> known = inFlight.attempts();
        return transactions.run(c -> {
            if (!extend(c, me)) {
                log.error("Another process runs with this node's id {}: this one claims nothing more.", me.id());
                node = null;
                inFlight.abort(known.keySet());
                return List.of();
            }
            return compare(c, me, known);
        });
    }

    private boolean extend(Connection connection, NodeId me) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(EXTEND)) {
            Duration lease = settings.lease();
            statement.setLong(1, lease.toMillis());
            statement.setObject(2, me.id());
            statement.setInt(3, me.epoch());
            return statement.executeUpdate() == 1;
        }
    }

    private List<WorkTable.Lost> compare(Connection connection, NodeId me, Map<UUID, Integer> known)
            throws SQLException {
        List<UUID> unknown = new ArrayList<>();
        Map<UUID, Integer> takenAway = new HashMap<>(known);
        for (WorkTable.Held held : WorkTable.held(connection, me, settings.claimGrace())) {
            takenAway.remove(held.jobId(), held.attempt());
            if (held.old() && !inFlight.knows(held.jobId(), held.attempt())) {
                unknown.add(held.jobId());
            }
        }
        inFlight.takenAway(takenAway);
        if (unknown.isEmpty()) {
            return List.of();
        }
        log.warn("Put back {} claimed job(s) this node did not know of.", unknown.size());
        return WorkTable.putBackOwn(connection, me, unknown);
    }
}
