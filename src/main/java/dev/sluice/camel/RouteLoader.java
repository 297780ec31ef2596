package dev.sluice.camel;

import dev.sluice.batch.BatchSweeper;
import dev.sluice.batch.JobClaimer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.spi.Resource;
import org.apache.camel.spring.boot.CamelContextConfiguration;
import org.apache.camel.support.LifecycleStrategySupport;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Loads the routes when the program starts, each file by itself, and lets the node begin and end its life with them. */
class RouteLoader implements CamelContextConfiguration {
    private static final Logger log = LoggerFactory.getLogger(RouteLoader.class);

    private final RouteFolder folder;
    private final BatchSweeper sweeper;
    private final JobClaimer claimer;

    RouteLoader(RouteFolder folder, BatchSweeper sweeper, JobClaimer claimer) {
        this.folder = folder;
        this.sweeper = sweeper;
        this.claimer = claimer;
    }

    @Override
    public void beforeApplicationStart(CamelContext camel) {
        camel.addLifecycleStrategy(new LifecycleStrategySupport() {
            @Override
            public void onContextStopping(CamelContext context) {
                claimer.stop();
            }

            @Override
            public void onContextStopped(CamelContext context) {
                sweeper.retire();
            }
        });
        sweeper.boot();
        try {
            List<Resource> code = new ArrayList<>();
            for (RouteFile file : folder.code()) {
                log.info("Route file {}, SHA-256 {}", file.location(), file.hash());
                code.add(ResourceHelper.fromBytes(file.location(), file.content()));
            }
            // All in one call: Camel then takes the error configurations first, whatever the order of the files.
            PluginHelper.getRoutesLoader(camel).loadRoutes(code);
        } catch (IOException e) {
            throw new RuntimeCamelException("The route files cannot be read: " + e.getMessage(), e);
        } catch (Exception e) {
            throw RuntimeCamelException.wrapRuntimeCamelException(e);
        }
    }

    @Override
    public void afterApplicationStart(CamelContext camel) {
        // The sources follow by the route watch-sources, which runs from now on.
    }
}
