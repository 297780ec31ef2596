package dev.sluice.batch;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.UUID;
import java.util.function.LongSupplier;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The parts of the core, put together once for the program and for each node of a test. */
final class Core {
    final BatchService batches;
    final JobClaimer claimer;
    final OutcomeRecorder recorder;
    final InFlight inFlight;
    final NodeLease lease;
    final BatchSweeper sweeper;
    final Recheck recheck;
    final WakeUp wakeUp = new WakeUp();

    Core(
            DataSource dataSource,
            DataSource hotDataSource,
            JdbcClient jdbc,
            JobSettings jobSettings,
            NodeSettings nodeSettings,
            Ids ids,
            ObjectMapper json,
            EventInterest interest,
            EventLinks links,
            List<JobEndListener> listeners,
            List<EngineLimit> engines,
            UUID nodeId,
            LongSupplier nanoTime) {
        Transactions cold = new Transactions(dataSource);
        Transactions hot = new Transactions(hotDataSource);
        VirtualTime virtualTime = new VirtualTime();
        Refill refill = new Refill(virtualTime);
        EventWriter events = new EventWriter(ids, interest, json, links);
        inFlight = new InFlight(wakeUp);
        lease = new NodeLease(hot, nodeSettings, inFlight, nodeId);
        BatchMover mover = new BatchMover(cold, refill, events, inFlight, wakeUp, listeners);
        Cancellation cancellation = new Cancellation(mover);
        batches = new BatchService(mover, cancellation, new Retries(mover, cancellation, ids), ids);
        claimer = new JobClaimer(hot, lease, nodeSettings, inFlight, engines, events, virtualTime, wakeUp, nanoTime);
        recorder = new OutcomeRecorder(
                hot, lease, new RetryPolicy(jobSettings), refill, events, inFlight, wakeUp, listeners);
        recheck = new Recheck(cold, jdbc, refill, events);
        sweeper = new BatchSweeper(hot, lease, batches, cancellation, recheck, jobSettings, wakeUp, jdbc);
    }
}
