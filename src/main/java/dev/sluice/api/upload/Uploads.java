package dev.sluice.api.upload;

import dev.sluice.artifact.ContentStore;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** Takes in requests that bring documents. */
@Component
@EnableConfigurationProperties(UploadLimits.class)
public class Uploads {
    private final ContentStore contents;
    private final UploadLimits limits;

    Uploads(ContentStore contents, UploadLimits limits) {
        this.contents = contents;
        this.limits = limits;
    }

    /** Begins with a request; close it when its documents are written down, or will not be. */
    public Upload begin(HttpServletRequest request) {
        return new Upload(request, contents.hold(), limits);
    }

    /** The limits it works under. */
    public UploadLimits limits() {
        return limits;
    }
}
