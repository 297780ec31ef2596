package dev.sluice.camel;

import dev.sluice.intake.source.Schedule;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.builder.TemplatedRouteBuilder;
import org.apache.camel.component.quartz.QuartzComponent;
import org.apache.camel.component.quartz.QuartzConstants;
import org.apache.camel.support.LifecycleStrategySupport;
import org.jspecify.annotations.Nullable;
import org.quartz.CronTrigger;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.Trigger;
import org.quartz.TriggerKey;
import org.quartz.impl.matchers.GroupMatcher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The schedules of the running sources: a route from {@code source-schedule} for each. The job of a schedule stays in the
 * database while no node runs, so that a missed time is made up for, and goes with its source's file. Without any schedule
 * there is no scheduler.
 */
class SourceSchedules {
    private static final Logger log = LoggerFactory.getLogger(SourceSchedules.class);
    private static final String TEMPLATE = "source-schedule";
    private static final String GROUP = "sources";

    private final CamelContext camel;
    private final DataSource dataSource;
    private final JdbcClient jdbc;
    private final UUID nodeId;
    private final Set<String> scheduled = new HashSet<>();
    private @Nullable Scheduler scheduler;
    private boolean settled;

    SourceSchedules(CamelContext camel, DataSource dataSource, JdbcClient jdbc, UUID nodeId) {
        this.camel = camel;
        this.dataSource = dataSource;
        this.jdbc = jdbc;
        this.nodeId = nodeId;
    }

    /** From now on the source has this schedule. */
    void put(String sourceId, Schedule schedule) throws Exception {
        forgetOther(scheduler(), sourceId, schedule);
        TemplatedRouteBuilder.builder(camel, TEMPLATE)
                .routeId(routeId(sourceId))
                .parameter("sourceId", sourceId)
                .parameter("cron", schedule.cron())
                .parameter("timeZone", schedule.zone().getId())
                .add();
        scheduled.add(sourceId);
    }

    /** Camel would keep a trigger whose time zone alone has changed. */
    private static void forgetOther(Scheduler scheduler, String sourceId, Schedule schedule) throws SchedulerException {
        Trigger known = scheduler.getTrigger(new TriggerKey(sourceId, GROUP));
        boolean same = known instanceof CronTrigger cron
                && cron.getCronExpression().equals(schedule.cron())
                && cron.getTimeZone().getID().equals(schedule.zone().getId());
        if (known != null && !same) {
            scheduler.deleteJob(new JobKey(sourceId, GROUP));
        }
    }

    /** The source stops here, but its schedule stands. */
    void stop(String sourceId) throws Exception {
        if (!scheduled.remove(sourceId)) {
            return;
        }
        Endpoint endpoint = camel.getRoute(routeId(sourceId)).getEndpoint();
        camel.getRouteController().stopRoute(routeId(sourceId));
        camel.removeRoute(routeId(sourceId));
        // Else the next route of that schedule would take this endpoint for one whose job is in the database.
        camel.removeEndpoint(endpoint);
    }

    /** The source has no schedule any more. */
    void remove(String sourceId) throws Exception {
        stop(sourceId);
        if (scheduler != null) {
            scheduler.deleteJob(new JobKey(sourceId, GROUP));
        }
    }

    /**
     * All source files have been looked at: times begin to come, those that were missed first; only now, so that each
     * finds its route. Jobs of sources whose files were deleted while the hub was down go.
     */
    void settle() throws SchedulerException {
        boolean leftBehind = !settled && isAnyInDatabase();
        settled = true;
        if (scheduled.isEmpty() && !leftBehind) {
            return;
        }
        Scheduler running = scheduler();
        if (running.isStarted()) {
            return;
        }
        for (JobKey job : running.getJobKeys(GroupMatcher.jobGroupEquals(GROUP))) {
            if (!scheduled.contains(job.getName())) {
                log.info("Source {} has no schedule any more.", job.getName());
                running.deleteJob(job);
            }
        }
        running.start();
    }

    private boolean isAnyInDatabase() {
        return jdbc.sql("SELECT EXISTS (SELECT 1 FROM qrtz_job_details)")
                .query(Boolean.class)
                .single();
    }

    private Scheduler scheduler() throws SchedulerException {
        Scheduler known = scheduler;
        if (known != null) {
            return known;
        }
        Scheduler created = ClusteredScheduler.create(dataSource, nodeId);
        QuartzComponent component = new QuartzComponent(camel);
        component.setScheduler(created);
        component.setAutoStartScheduler(false);
        // By this a job finds its route; a component that is made after the start does not write it down itself.
        created.getContext().put(QuartzConstants.QUARTZ_CAMEL_CONTEXT + "-" + camel.getName(), camel);
        camel.addComponent("quartz", component);
        camel.addLifecycleStrategy(new LifecycleStrategySupport() {
            @Override
            public void onContextStopping(CamelContext context) {
                try {
                    created.shutdown(
                            true); // before the routes: a time that comes meanwhile is for another node, or later
                } catch (SchedulerException e) {
                    log.warn("The scheduler did not stop properly: {}", e.getMessage());
                }
            }
        });
        scheduler = created;
        return created;
    }

    private static String routeId(String sourceId) {
        return "schedule-" + sourceId;
    }
}
