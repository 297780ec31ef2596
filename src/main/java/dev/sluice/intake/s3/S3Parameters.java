package dev.sluice.intake.s3;

import dev.sluice.artifact.s3.S3Address;
import dev.sluice.artifact.s3.S3Listing;
import dev.sluice.artifact.s3.S3Prefix;
import dev.sluice.batch.SluiceException;
import dev.sluice.intake.source.SourceDefaults;
import dev.sluice.intake.source.SourceParameters;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the parameters of {@code s3-source}, without asking the store. */
final class S3Parameters {
    private static final Set<String> NAMES =
            Set.of("prefix", "connection", "include", "exclude", "minimumAge", "onCompleted", "onFailed");
    private static final String MOVE = "move:";

    private final S3Listing listing;
    private final SourceDefaults defaults;

    S3Parameters(S3Listing listing, SourceDefaults defaults) {
        this.listing = listing;
        this.defaults = defaults;
    }

    /** @throws dev.sluice.intake.source.SourceSettingsException naming everything that is wrong */
    S3SourceSettings read(Map<String, String> given) {
        SourceParameters parameters = new SourceParameters("an S3 source", NAMES, given);
        String connection = parameters.text("connection");
        S3Prefix prefix = prefix(parameters, parameters.text("prefix"), connection);
        S3SourceSettings settings = new S3SourceSettings(
                parameters.common(defaults),
                prefix == null ? new S3Prefix(new S3Address("none", "none/"), null) : prefix,
                parameters.globs("include", "**"),
                parameters.globs("exclude", ""),
                parameters.duration("minimumAge", Duration.ZERO, Duration.ZERO),
                aftercare(parameters, "onCompleted", prefix, connection),
                aftercare(parameters, "onFailed", prefix, connection));
        parameters.requireCorrect();
        return settings;
    }

    private @Nullable S3Prefix prefix(SourceParameters parameters, @Nullable String text, @Nullable String connection) {
        if (text == null) {
            parameters.mistake("The parameter prefix is missing: what to watch, such as s3://bucket/folder/.");
            return null;
        }
        try {
            return listing.prefix(text, connection);
        } catch (SluiceException e) {
            parameters.mistake(e.failure().message());
            return null;
        }
    }

    private Aftercare aftercare(
            SourceParameters parameters, String name, @Nullable S3Prefix watched, @Nullable String connection) {
        String text = parameters.text(name);
        if (text == null || text.equals("leave")) {
            return Aftercare.LEAVE;
        }
        if (text.equals("tag")) {
            return new Aftercare(Aftercare.Kind.TAG, null);
        }
        if (text.equals("delete")) {
            return new Aftercare(Aftercare.Kind.DELETE, null);
        }
        if (!text.startsWith(MOVE)) {
            parameters.mistake(
                    "%s is \"%s\"; it is leave, tag, delete, or move:s3://bucket/folder/.".formatted(name, text));
            return Aftercare.LEAVE;
        }
        S3Prefix target = prefix(parameters, text.substring(MOVE.length()), connection);
        if (target != null && watched != null) {
            requireElsewhere(parameters, name, watched, target);
        }
        return new Aftercare(Aftercare.Kind.MOVE, target);
    }

    private static void requireElsewhere(SourceParameters parameters, String name, S3Prefix watched, S3Prefix target) {
        if (!Objects.equals(watched.connection(), target.connection())) {
            parameters.mistake(
                    "%s moves to %s, which another connection serves: objects are only moved within one store."
                            .formatted(name, target.address()));
            return;
        }
        boolean sameBucket = watched.address().bucket().equals(target.address().bucket());
        String from = watched.address().key();
        String to = target.address().key();
        if (sameBucket && (to.startsWith(from) || from.startsWith(to))) {
            parameters.mistake(
                    "%s moves to %s, and %s is watched: the one must not lie in the other, or objects would be taken again."
                            .formatted(name, target.address(), watched.address()));
        }
    }
}
