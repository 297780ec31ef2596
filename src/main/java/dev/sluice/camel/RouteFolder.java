package dev.sluice.camel;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** Finds route files: those in the folder beside the jar, then, under names not found there, those in the jar. */
final class RouteFolder {
    static final String SOURCES = "sources/";

    private final Path directory;

    RouteFolder(Path directory) {
        this.directory = directory;
    }

    /** Everything that is code: routes, templates, error configurations; loaded once. */
    List<RouteFile> code() throws IOException {
        Map<String, RouteFile> files = inJar(false);
        if (Files.isDirectory(directory)) {
            for (RouteFile file : onDisk(directory, false)) {
                files.put(file.name(), file);
            }
        }
        return List.copyOf(files.values());
    }

    /** The sources: data. Those on disk if there is such a folder, else the samples in the jar. */
    List<RouteFile> sources() throws IOException {
        Path sources = directory.resolve(SOURCES);
        return Files.isDirectory(sources)
                ? onDisk(sources, true)
                : List.copyOf(inJar(true).values());
    }

    private List<RouteFile> onDisk(Path from, boolean sources) throws IOException {
        List<RouteFile> files = new ArrayList<>();
        try (Stream<Path> paths = Files.walk(from)) {
            for (Path path : paths.filter(Files::isRegularFile).sorted().toList()) {
                String name = directory.relativize(path).toString().replace('\\', '/');
                if (name.endsWith(RouteFile.SUFFIX) && name.startsWith(SOURCES) == sources) {
                    files.add(new RouteFile(name, path.toString(), Files.readAllBytes(path)));
                }
            }
        }
        return files;
    }

    private static Map<String, RouteFile> inJar(boolean sources) throws IOException {
        Map<String, RouteFile> files = new TreeMap<>();
        for (Resource resource :
                new PathMatchingResourcePatternResolver().getResources("classpath*:routes/**/*" + RouteFile.SUFFIX)) {
            String url = resource.getURL().toString();
            String name = url.substring(url.lastIndexOf("/routes/") + "/routes/".length());
            if (name.startsWith(SOURCES) == sources) {
                try (InputStream in = resource.getInputStream()) {
                    files.put(name, new RouteFile(name, "classpath:routes/" + name, in.readAllBytes()));
                }
            }
        }
        return files;
    }
}
