package dev.sluice.camel;

import dev.sluice.batch.SluiceException;
import dev.sluice.intake.source.SourceRegistry;
import dev.sluice.intake.source.SourceSettings;
import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.TemplatedRouteBuilder;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteTemplateDefinition;
import org.apache.camel.model.RouteTemplateParameterDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The running sources, kept equal to the files in {@code routes/sources}. Each file is taken or refused by itself: a
 * broken one disturbs no other, and a source that runs goes on until its file is good again.
 */
public class SourceFiles {
    private static final Logger log = LoggerFactory.getLogger(SourceFiles.class);

    private static final String TICK = "tick";

    /** Parameters of the templates that are nobody's to give. */
    private static final Set<String> SET_BY_SLUICE = Set.of("sourceId", TICK);

    private final ModelCamelContext camel;
    private final RouteFolder folder;
    private final SourceRegistry registry;
    private final SourceSchedules schedules;
    /** Hash of each file as it was last looked at, by name. */
    private final Map<String, String> seen = new LinkedHashMap<>();

    private final Set<String> running = new HashSet<>();
    private boolean unreadable;

    SourceFiles(CamelContext camel, RouteFolder folder, SourceRegistry registry, SourceSchedules schedules) {
        this.schedules = schedules;
        this.camel = (ModelCamelContext) camel;
        this.folder = folder;
        this.registry = registry;
    }

    /** Compares files and sources, and starts, replaces and stops what differs. */
    public synchronized void reload() {
        Map<String, RouteFile> files = new LinkedHashMap<>();
        try {
            folder.sources().forEach(file -> files.put(file.name(), file));
            unreadable = false;
        } catch (IOException | RuntimeException e) {
            if (!unreadable) {
                log.error("The source files cannot be read; the running sources go on: {}", e.toString());
                unreadable = true;
            }
            return;
        }
        for (String gone : new HashSet<>(seen.keySet())) {
            if (!files.containsKey(gone)) {
                seen.remove(gone);
                String sourceId = idOf(gone).substring(SourceFile.PREFIX.length());
                stop(idOf(gone));
                unschedule(sourceId);
                registry.forgotten(sourceId);
            }
        }
        // Two passes, so that a source that gives a folder up does not stand in the way of one that takes it over.
        for (RouteFile file : files.values()) {
            String hash = file.hash();
            if (!hash.equals(seen.put(file.name(), hash))) {
                take(file);
            }
        }
        try {
            schedules.settle();
        } catch (Exception e) {
            log.error("Schedules do not run yet: {}", e.toString());
        }
    }

    private void take(RouteFile file) {
        String id = SourceFile.PREFIX + file.id();
        try {
            SourceFile source = SourceFile.read(file);
            Map<String, String> parameters = resolved(source);
            registry.check(source.template(), source.sourceId(), parameters);
            stop(id);
            start(source, parameters);
            registry.accepted(file.id());
            log.info("Source {} runs, as {} says.", source.sourceId(), file.location());
        } catch (Exception e) {
            String reason = reason(e);
            registry.refused(file.id(), reason);
            log.error(
                    "Source file {} is refused: {}.{}",
                    file.location(),
                    reason,
                    running.contains(id) ? " The source goes on as it was before." : "");
        }
    }

    private static String reason(Exception e) {
        boolean said = e instanceof RefusedSourceException
                || e instanceof IllegalArgumentException
                || e instanceof SluiceException;
        return said && e.getMessage() != null ? e.getMessage() : e.toString();
    }

    /** Values may refer to properties, such as {@code {{sluice.home}}/invoices}, and to nothing else. */
    private Map<String, String> resolved(SourceFile source) {
        RouteTemplateDefinition template = camel.getRouteTemplateDefinition(source.template());
        if (template == null) {
            throw new RefusedSourceException("there is no template '%s'; there are %s"
                    .formatted(
                            source.template(),
                            camel.getRouteTemplateDefinitions().stream()
                                    .map(RouteTemplateDefinition::getId)
                                    .toList()));
        }
        Set<String> known = new HashSet<>();
        for (RouteTemplateParameterDefinition parameter : template.getTemplateParameters()) {
            known.add(parameter.getName());
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        source.parameters().forEach((name, value) -> {
            if (!known.contains(name) || name.equals(TICK)) {
                throw new RefusedSourceException("the template '%s' has no parameter '%s'; it has %s"
                        .formatted(
                                source.template(),
                                name,
                                known.stream()
                                        .filter(parameter -> !SET_BY_SLUICE.contains(parameter))
                                        .sorted()
                                        .toList()));
            }
            try {
                parameters.put(name, camel.resolvePropertyPlaceholders(value));
            } catch (RuntimeException e) {
                throw new RefusedSourceException(
                        "the value of '%s' cannot be resolved: %s".formatted(name, e.getMessage()));
            }
        });
        return parameters;
    }

    private void start(SourceFile source, Map<String, String> parameters) throws Exception {
        registry.register(source.template(), source.sourceId(), parameters);
        try {
            TemplatedRouteBuilder builder =
                    TemplatedRouteBuilder.builder(camel, source.template()).routeId(source.routeId());
            parameters.forEach(builder::parameter);
            SourceSettings settings = registry.settings(source.sourceId()).orElseThrow();
            builder.parameter(TICK, Long.toString(settings.tick().toMillis()));
            builder.add();
            running.add(source.routeId());
            if (settings.schedule() == null) {
                schedules.remove(source.sourceId());
            } else {
                schedules.put(source.sourceId(), settings.schedule());
            }
        } catch (Exception e) {
            stop(source.routeId());
            registry.unregister(source.sourceId());
            camel.removeRoute(source.routeId());
            throw e;
        }
    }

    private void unschedule(String sourceId) {
        try {
            schedules.remove(sourceId);
        } catch (Exception e) {
            log.warn("The schedule of source {} could not be removed.", sourceId, e);
        }
    }

    private void stop(String routeId) {
        if (!running.remove(routeId)) {
            return;
        }
        try {
            schedules.stop(routeId.substring(SourceFile.PREFIX.length()));
            camel.getRouteController().stopRoute(routeId);
            camel.removeRoute(routeId);
        } catch (Exception e) {
            log.warn("The route {} could not be removed.", routeId, e);
        }
        registry.unregister(routeId.substring(SourceFile.PREFIX.length()));
        log.info("Source {} is stopped.", routeId.substring(SourceFile.PREFIX.length()));
    }

    private static String idOf(String name) {
        return SourceFile.PREFIX + new RouteFile(name, name, new byte[0]).id();
    }
}
