package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.core.io.FileSystemResource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What docker-compose.yml says fits the program, its configuration and itself. */
class DockerComposeTest {
    /** Spring's own names, which no file of ours lists. */
    private static final List<String> SPRINGS =
            List.of("SPRING_DATASOURCE_URL", "SPRING_DATASOURCE_USERNAME", "SPRING_DATASOURCE_PASSWORD");

    private static Map<String, Map<String, Object>> services = Map.of();

    @BeforeAll
    @SuppressWarnings("unchecked")
    static void read() throws IOException {
        Map<String, Object> file = new Yaml(new SafeConstructor(new LoaderOptions()))
                .load(Files.readString(Path.of("docker-compose.yml")));
        services = (Map<String, Map<String, Object>>) Objects.requireNonNull(file.get("services"));
    }

    @SuppressWarnings("unchecked")
    private static <T> T of(String service, String key) {
        return (T) Objects.requireNonNull(
                Objects.requireNonNull(services.get(service), service).get(key), key);
    }

    @Test
    void every_variable_given_to_sluice_is_a_key_of_the_configuration() {
        YamlPropertiesFactoryBean yaml = new YamlPropertiesFactoryBean();
        yaml.setResources(new FileSystemResource("config/application.yaml"));
        TreeSet<String> known = new TreeSet<>(SPRINGS);
        Objects.requireNonNull(yaml.getObject())
                .stringPropertyNames()
                .forEach(key -> known.add(variable(key.replaceFirst("\\[\\d+]$", ""))));

        Map<String, Object> environment = of("sluice", "environment");

        assertThat(known).containsAll(environment.keySet());
    }

    /** As Spring Boot binds it: dots are underscores, hyphens are left out. */
    private static String variable(String key) {
        return ConfigurationPropertyName.adapt(key, '.')
                .toString()
                .replace("-", "")
                .replace('.', '_')
                .toUpperCase(java.util.Locale.ROOT);
    }

    @Test
    void every_image_is_pinned_to_a_version() {
        for (String service : services.keySet()) {
            assertThat(DockerComposeTest.<String>of(service, "image"))
                    .as(service)
                    .matches("[a-z/]+:\\d+\\.\\d+.*")
                    .doesNotContain("latest");
        }
    }

    @Test
    void addresses_name_services_and_the_ports_they_listen_on() {
        Map<String, String> environment = of("sluice", "environment");

        assertThat(environment.get("SPRING_DATASOURCE_URL")).startsWith("jdbc:postgresql://postgres:5432/");
        assertThat(services).containsKeys("postgres", "s3");
        String s3Port = port(DockerComposeTest.<String>of("s3", "command"), "-s3\\.port=(\\d+)");
        assertThat(environment.get("SLUICE_S3_ENDPOINT")).isEqualTo("http://s3:" + s3Port);
        assertThat(DockerComposeTest.<List<String>>of("s3", "ports"))
                .allMatch(mapping -> mapping.endsWith(":" + s3Port));
        assertThat(DockerComposeTest.<List<String>>of("sluice", "ports"))
                .allMatch(mapping -> mapping.endsWith(":" + environment.get("SERVER_PORT")));
    }

    @Test
    void the_database_is_the_one_that_sluice_is_given() {
        Map<String, String> postgres = of("postgres", "environment");
        Map<String, String> environment = of("sluice", "environment");

        assertThat(environment.get("SPRING_DATASOURCE_URL")).endsWith("/" + postgres.get("POSTGRES_DB"));
        assertThat(environment)
                .containsEntry("SPRING_DATASOURCE_USERNAME", postgres.get("POSTGRES_USER"))
                .containsEntry("SPRING_DATASOURCE_PASSWORD", postgres.get("POSTGRES_PASSWORD"));
    }

    @Test
    void the_jar_is_the_one_that_is_built_and_nothing_else_is_mounted_from_here() throws IOException {
        assertThat(Files.readString(Path.of("pom.xml"))).contains("<finalName>sluice</finalName>");
        assertThat(DockerComposeTest.<List<String>>of("sluice", "volumes"))
                .containsExactly("./target/sluice.jar:/opt/sluice.jar:ro");
    }

    @Test
    void nothing_is_reachable_from_other_machines_unless_somebody_changes_it() {
        services.forEach((name, service) -> {
            if (service.get("ports") instanceof List<?> ports) {
                assertThat(ports)
                        .as(name)
                        .allMatch(mapping -> mapping.toString().startsWith("127.0.0.1:"));
            }
        });
    }

    private static String port(String text, String pattern) {
        var matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }
}
