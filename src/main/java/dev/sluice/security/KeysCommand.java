package dev.sluice.security;

import dev.sluice.home.HomeDatabase;
import dev.sluice.home.StartFailure;
import java.io.PrintStream;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The command {@code keys}: makes, shows and revokes keys in the hub's database, whether the hub runs or not. */
public final class KeysCommand {
    static final String HELP = """
            Keys open the HTTP APIs. They are shown once, when they are made, and stored as a hash.

            usage: java -jar sluice.jar keys create [--name=NAME] [--scope=read|write] [--expires=90d] [--tenant=NAME]
                   java -jar sluice.jar keys list [--tenant=NAME]
                   java -jar sluice.jar keys revoke ID [--tenant=NAME]

              create   makes a key and prints it; a running hub takes it at once
                       --scope: read asks only, write (the default) does everything
                       --expires: a number and m, h or d; without it the key does not expire
              list     shows all keys: id, name, scope, when they were made, used last, expire, were revoked
              revoke   the key of that id is refused from now on, by a running hub within 5 seconds

            It works on the hub in SLUICE_HOME (default ./data), or on the database of SPRING_DATASOURCE_URL; every key
            of config/application.yaml can be given as --key=value, as for the hub itself.
            """;

    private final PrintStream out;
    private final PrintStream err;

    public KeysCommand(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /**
     * Runs it.
     *
     * @param arguments what follows {@code keys}
     * @return the exit code: 0 done, 1 not possible, 2 not understood
     */
    public int run(List<String> arguments) {
        if (arguments.isEmpty()
                || arguments.contains("--help")
                || arguments.contains("-h")
                || arguments.get(0).equals("help")) {
            out.print(HELP);
            return 0;
        }
        KeysArguments parsed;
        try {
            parsed = KeysArguments.parse(arguments);
        } catch (IllegalArgumentException e) {
            err.printf("%s%n%n%s", e.getMessage(), HELP);
            return 2;
        }
        try (ConfigurableApplicationContext configuration = configuration(parsed.properties());
                HomeDatabase database = HomeDatabase.open(configuration.getEnvironment())) {
            ApiKeyTable table = new ApiKeyTable(JdbcClient.create(database.dataSource()));
            return new KeysWork(table, Clock.systemUTC(), new SecureRandom(), out, err).run(parsed);
        } catch (StartFailure e) {
            err.println("Not done: " + e.getMessage());
        } catch (BadSqlGrammarException e) {
            err.println("Not done: the database has no keys yet; start this version of the hub on it once.");
        } catch (DataAccessException e) {
            err.println("Not done: the database cannot be used: "
                    + e.getMostSpecificCause().getMessage());
        }
        return 1;
    }

    /** The hub's configuration, without the hub. */
    private static ConfigurableApplicationContext configuration(List<String> properties) {
        List<String> all = new ArrayList<>(properties);
        all.add("--logging.level.root=WARN");
        SpringApplication application = new SpringApplicationBuilder(Nothing.class)
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                .logStartupInfo(false)
                .build();
        return application.run(all.toArray(String[]::new));
    }

    static final class Nothing {}
}
