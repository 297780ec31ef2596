package dev.sluice.engine.extract;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.tika.config.TikaConfig;
import org.apache.tika.detect.Detector;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.HttpHeaders;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.jspecify.annotations.Nullable;

/** Finds a file's type by its content; name and declared type only refine what the content leaves open. */
public final class TypeDetector {
    private final Detector detector = TikaConfig.getDefaultConfig().getDetector();

    /** The media type without parameters. */
    public String detect(Path document, String name, @Nullable String declared) throws IOException {
        Metadata hints = new Metadata();
        hints.set(TikaCoreProperties.RESOURCE_NAME_KEY, name);
        if (declared != null && name.lastIndexOf('.') < 0) {
            hints.set(HttpHeaders.CONTENT_TYPE, declared);
        }
        try (TikaInputStream content = TikaInputStream.get(document)) {
            return detector.detect(content, hints).getBaseType().toString();
        }
    }
}
