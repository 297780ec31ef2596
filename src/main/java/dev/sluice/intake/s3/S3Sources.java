package dev.sluice.intake.s3;

import dev.sluice.intake.remote.RemoteSources;
import dev.sluice.intake.source.Preview;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The S3 prefixes that are watched. */
public class S3Sources extends RemoteSources<S3Source> {
    /** The template of its sources. */
    static final String TEMPLATE = "s3-source";

    private final S3Parameters parameters;
    private final S3Preview preview;

    S3Sources(S3Parameters parameters, S3Preview preview) {
        super(TEMPLATE);
        this.parameters = parameters;
        this.preview = preview;
    }

    @Override
    protected S3Source read(Map<String, String> given) {
        return new S3Source(parameters.read(given));
    }

    @Override
    public Preview preview(String sourceId, int names) {
        S3Source source = find(sourceId)
                .orElseThrow(() -> new IllegalArgumentException("There is no S3 source \"" + sourceId + "\"."));
        return preview.of(source.settings, names);
    }

    /** Those whose objects are not simply left where they are. */
    List<S3Source> caring() {
        return all().stream().filter(source -> source.settings.cares()).toList();
    }

    Set<String> ids() {
        return all().stream().map(source -> source.settings.sourceId()).collect(Collectors.toUnmodifiableSet());
    }
}
