package dev.sluice;

import dev.sluice.demo.Demo;
import dev.sluice.home.EarlyStart;
import dev.sluice.launch.Launch;
import dev.sluice.security.KeysCommand;
import java.io.IOException;
import java.util.List;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** The program: starts the hub, or one of its commands. */
@SpringBootApplication
public class Sluice {
    private static final String HELP = """
            Sluice takes documents in, works on them and tells what became of each.

            usage: java -jar sluice.jar [command] [--key=value ...]

              (no command)  start the hub; it watches the inbox in SLUICE_HOME (default ./data)
              demo          start in a temporary home, drop sample documents, show and check what becomes of them
              keys          make, list and revoke the keys of the HTTP APIs; keys --help says more
              --help        this text

            Every key of config/application.yaml can be given as --key=value or as an environment variable,
            such as SLUICE_HOME, SERVER_PORT or SPRING_DATASOURCE_URL.
            """;

    public static void main(String[] args) throws IOException, ReflectiveOperationException {
        if (Launch.faster(Sluice.class, args)) {
            return;
        }
        String command = args.length > 0 && !args[0].startsWith("--") ? args[0] : "";
        if (args.length > 0 && (args[0].equals("--help") || args[0].equals("-h") || command.equals("help"))) {
            System.out.print(HELP);
        } else if (command.equals("demo")) {
            System.exit(new Demo(Sluice::start, System.out).run());
        } else if (command.equals("keys")) {
            List<String> rest = List.of(args).subList(1, args.length);
            System.exit(new KeysCommand(System.out, System.err).run(rest));
        } else if (command.isEmpty()) {
            start(args);
        } else {
            System.err.printf("There is no command '%s'.%n%n%s", command, HELP);
            System.exit(2);
        }
    }

    /** Starts the hub; stops with the context. */
    static ConfigurableApplicationContext start(String... args) {
        SpringApplication application = new SpringApplication(Sluice.class);
        application.setBannerMode(Banner.Mode.OFF);
        application.addInitializers(new EarlyStart());
        return application.run(args);
    }
}
