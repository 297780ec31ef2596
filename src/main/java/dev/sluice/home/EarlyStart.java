package dev.sluice.home;

import java.security.SecureRandom;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.springframework.beans.factory.support.DefaultSingletonBeanRegistry;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;

/**
 * Opens the home and lets PostgreSQL start while Spring is still looking for beans: that saves most of the server's
 * start time. Without it (in tests, say) both are started when their beans are made.
 */
public final class EarlyStart implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    @Override
    public void initialize(ConfigurableApplicationContext context) {
        Environment environment = context.getEnvironment();
        Binder binder = Binder.get(environment);
        SluiceHome home = SluiceHome.open(
                binder.bindOrCreate("sluice", HomeProperties.class).home(), UUID::randomUUID);
        register(context, "sluiceHome", home);
        if (!DatabaseConfigured.in(environment)) {
            PostgresProperties properties = binder.bindOrCreate("sluice.postgres", PostgresProperties.class);
            register(context, "startingPostgres", new StartingPostgres(home, properties));
        }
    }

    private static void register(ConfigurableApplicationContext context, String name, AutoCloseable bean) {
        context.getBeanFactory().registerSingleton(name, bean);
        // What is registered first is closed last: after every bean that the context makes.
        ((DefaultSingletonBeanRegistry) context.getBeanFactory()).registerDisposableBean(name, bean::close);
    }

    /** A server that is being started by a thread of its own. */
    static final class StartingPostgres implements AutoCloseable {
        private final CompletableFuture<LocalPostgres> server = new CompletableFuture<>();

        StartingPostgres(SluiceHome home, PostgresProperties properties) {
            Thread thread = new Thread(
                    () -> server.completeAsync(() -> start(home, properties), Runnable::run), "sluice-postgres-start");
            thread.start();
        }

        private static LocalPostgres start(SluiceHome home, PostgresProperties properties) {
            return LocalPostgres.start(home.postgres(), home.logs(), properties, new SecureRandom());
        }

        /** Returns the server when it accepts connections; throws the StartFailure that it met. */
        LocalPostgres await() {
            try {
                return server.join();
            } catch (CompletionException e) {
                if (e.getCause() instanceof StartFailure failure) {
                    throw failure;
                }
                throw e;
            }
        }

        /** Also stops a server that no bean was made of because the start of the program failed elsewhere. */
        @Override
        public void close() {
            server.handle((started, failure) -> {
                        if (started != null) {
                            started.close();
                        }
                        return null;
                    })
                    .join();
        }
    }
}
