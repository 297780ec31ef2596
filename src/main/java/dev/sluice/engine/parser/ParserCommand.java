package dev.sluice.engine.parser;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The command line of a parser process, and the little of our environment that it may see. */
final class ParserCommand {
    private static final String PACKAGE = "dev.sluice.engine.parser.child.";
    private static final String MAIN = PACKAGE + "ParserChild";
    private static final List<String> ENVIRONMENT = List.of("PATH", "LANG", "LC_ALL", "TESSDATA_PREFIX", "SystemRoot");

    private final List<Path> classPath;
    private final long heapBytes;
    private final Path shared;

    ParserCommand(List<Path> classPath, long heapBytes, Path shared) {
        this.classPath = classPath;
        this.heapBytes = heapBytes;
        this.shared = shared;
    }

    ProcessBuilder build(Path temporary) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(memory());
        command.addAll(sandbox(temporary));
        command.add("-cp");
        command.add(classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
        command.add(MAIN);
        ProcessBuilder builder = new ProcessBuilder(command).directory(temporary.toFile());
        Map<String, String> environment = builder.environment();
        // Our environment holds the keys of databases and storages; a hijacked parser must not find them.
        environment.keySet().retainAll(ENVIRONMENT);
        environment.put("OMP_THREAD_LIMIT", "1");
        environment.put("TMPDIR", temporary.toString());
        return builder;
    }

    private List<String> memory() {
        return List.of(
                "-Xmx" + heapBytes,
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:-CreateCoredumpOnCrash",
                "-XX:-UsePerfData",
                "-Xshare:auto");
    }

    private List<String> sandbox(Path temporary) {
        return List.of(
                "-XX:ErrorFile=" + temporary.resolve("crash.log"),
                "-Djava.io.tmpdir=" + temporary,
                "-Dsluice.parser.temporary=" + temporary,
                "-Duser.home=" + temporary,
                "-Dpdfbox.fontcache=" + shared,
                "-Djava.awt.headless=true",
                "-Dfile.encoding=UTF-8",
                "-Djdk.serialFilter=!*",
                // Names are then looked up in this file only, and it is empty: no parser can ask a name server.
                "-Djdk.net.hosts.file=" + shared.resolve("no-hosts"),
                "-Djava.nio.channels.spi.SelectorProvider=" + PACKAGE + "RefusingSelectorProvider",
                "-Djavax.xml.accessExternalDTD=",
                "-Djavax.xml.accessExternalSchema=",
                "-Djavax.xml.accessExternalStylesheet=",
                "-Djdk.xml.entityExpansionLimit=2000",
                "-Djdk.xml.totalEntitySizeLimit=2000000",
                "-Djdk.xml.maxElementDepth=5000",
                "-Dsun.java2d.cmm=sun.java2d.cmm.lcms.LcmsServiceProvider");
    }
}
