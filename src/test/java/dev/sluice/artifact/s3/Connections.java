package dev.sluice.artifact.s3;

import dev.sluice.testing.S3Server;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Connections from properties, bound as the program binds them. */
final class Connections {
    private Connections() {}

    static S3Connections of(Map<String, String> properties) {
        return new S3Connections(settings(properties));
    }

    static ConnectionSettings settings(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("sluice", Bindable.of(ConnectionSettings.class));
    }

    /** The default connection leads to that server; further properties as given. */
    static S3Connections to(S3Server server, String... keysAndValues) {
        return to(server.endpoint(), keysAndValues);
    }

    static S3Connections to(URI endpoint, String... keysAndValues) {
        Map<String, String> properties = new HashMap<>(Map.of(
                "sluice.s3.endpoint",
                endpoint.toString(),
                "sluice.s3.access-key",
                S3Server.ACCESS_KEY,
                "sluice.s3.secret-key",
                S3Server.SECRET_KEY,
                "sluice.s3.attempts",
                "1",
                "sluice.s3.timeout",
                "5s"));
        for (int i = 0; i < keysAndValues.length; i += 2) {
            properties.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return of(properties);
    }
}
