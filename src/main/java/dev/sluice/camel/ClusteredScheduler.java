package dev.sluice.camel;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import java.util.UUID;
import javax.sql.DataSource;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.impl.SchedulerRepository;
import org.quartz.impl.StdSchedulerFactory;
import org.quartz.utils.ConnectionProvider;
import org.quartz.utils.DBConnectionManager;

/** Makes the Quartz scheduler of a node: its jobs lie in PostgreSQL, so that of several nodes one fires. */
final class ClusteredScheduler {
    /** The same on all nodes: who shares it shares the jobs. */
    private static final String NAME = "sluice";

    private ClusteredScheduler() {}

    /** A scheduler that has not been started. */
    static Scheduler create(DataSource dataSource, UUID nodeId) throws SchedulerException {
        String pool = NAME + "-" + nodeId;
        DBConnectionManager.getInstance().addConnectionProvider(pool, new Pool(dataSource));
        Properties properties = new Properties();
        properties.put("org.quartz.scheduler.instanceName", NAME);
        properties.put("org.quartz.scheduler.instanceId", nodeId.toString());
        properties.put("org.quartz.scheduler.makeSchedulerThreadDaemon", "true");
        // What it fires ends within milliseconds; it looks for news twice a minute, and knows its own jobs without.
        properties.put("org.quartz.scheduler.idleWaitTime", "30000");
        properties.put("org.quartz.threadPool.class", "org.quartz.simpl.SimpleThreadPool");
        properties.put("org.quartz.threadPool.threadCount", "2");
        properties.put("org.quartz.threadPool.makeThreadsDaemons", "true");
        properties.put("org.quartz.jobStore.class", "org.quartz.impl.jdbcjobstore.JobStoreTX");
        properties.put("org.quartz.jobStore.driverDelegateClass", "org.quartz.impl.jdbcjobstore.PostgreSQLDelegate");
        properties.put("org.quartz.jobStore.dataSource", pool);
        properties.put("org.quartz.jobStore.tablePrefix", "qrtz_");
        properties.put("org.quartz.jobStore.useProperties", "true");
        properties.put("org.quartz.jobStore.isClustered", "true");
        properties.put("org.quartz.jobStore.clusterCheckinInterval", "20000");
        properties.put("org.quartz.jobStore.misfireThreshold", "60000");
        SchedulerRepository known = SchedulerRepository.getInstance();
        synchronized (known) {
            // The repository knows one scheduler of a name in a JVM; ours is asked of nobody but its node.
            Scheduler scheduler = new StdSchedulerFactory(properties).getScheduler();
            known.remove(NAME);
            return scheduler;
        }
    }

    private record Pool(DataSource dataSource) implements ConnectionProvider {
        @Override
        public Connection getConnection() throws SQLException {
            return dataSource.getConnection();
        }

        @Override
        public void initialize() {
            // the pool is the program's
        }

        @Override
        public void shutdown() {
            // the pool is the program's
        }
    }
}
