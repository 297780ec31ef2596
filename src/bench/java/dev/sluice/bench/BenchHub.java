package dev.sluice.bench;

import dev.sluice.Sluice;
import dev.sluice.home.EarlyStart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** The real program in a temporary home, for a benchmark. */
record BenchHub(Path home, ConfigurableApplicationContext context) implements AutoCloseable {
    static BenchHub start(Path routes, String... more) throws IOException {
        Path home = Files.createTempDirectory("sluice-bench-");
        List<String> arguments = new ArrayList<>(List.of(
                "--sluice.home=" + home,
                "--sluice.routes.dir=" + routes,
                "--server.port=0",
                "--logging.level.root=WARN",
                "--logging.level.dev.sluice=WARN"));
        arguments.addAll(List.of(more));
        SpringApplication application = new SpringApplication(Sluice.class);
        application.setBannerMode(Banner.Mode.OFF);
        application.addInitializers(new EarlyStart());
        return new BenchHub(home, application.run(arguments.toArray(String[]::new)));
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    @Override
    public void close() {
        context.close();
    }
}
