package dev.sluice.api.pulse.batch;

import java.nio.file.Path;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code sluice.input.*}.
 *
 * @param localRoots folders below which a client may name a directory of this machine as input; none: not at all
 */
@ConfigurationProperties("sluice.input")
record InputSettings(@DefaultValue List<Path> localRoots) {
    InputSettings {
        localRoots = localRoots.stream()
                .map(root -> root.toAbsolutePath().normalize())
                .toList();
    }
}
