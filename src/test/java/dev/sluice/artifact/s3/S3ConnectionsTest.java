package dev.sluice.artifact.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.batch.ErrorCode;
import dev.sluice.batch.SluiceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.io.FileSystemResource;

class S3ConnectionsTest {
    private static final Map<String, String> BOTH = Map.of(
            "sluice.s3.endpoint", "http://127.0.0.1:1",
            "sluice.s3.access-key", "a",
            "sluice.s3.secret-key", "b",
            "sluice.connections.archive.s3.region", "eu-central-1",
            "sluice.connections.archive.s3.buckets", "old-papers,older-papers");

    @Test
    void a_bucket_belongs_to_the_connection_that_names_it_else_to_the_default() {
        try (S3Connections connections = Connections.of(BOTH)) {
            assertThat(connections.of("old-papers", null).name()).isEqualTo("archive");
            assertThat(connections.of("anything", null).name()).isNull();
            assertThat(connections.of("old-papers", "archive").name()).isEqualTo("archive");
        }
    }

    @Test
    void a_connection_that_names_its_buckets_serves_no_other() {
        Map<String, String> properties = new HashMap<>(BOTH);
        properties.put("sluice.s3.buckets[0]", "inbox-bucket");
        try (S3Connections connections = Connections.of(properties)) {
            assertThat(connections.of("inbox-bucket", null).name()).isNull();
            notFound(connections, "other-bucket", null, "sluice.s3.buckets does not name it");
            notFound(connections, "other-bucket", "archive", "sluice.connections.archive.s3.buckets does not name it");
            notFound(connections, "old-papers", "nowhere", "those of the configuration are [archive]");
        }
    }

    @Test
    void without_any_configuration_every_bucket_is_refused_with_what_to_do() {
        try (S3Connections connections = Connections.of(Map.of())) {
            notFound(connections, "some-bucket", null, "set sluice.s3.endpoint or sluice.s3.region");
        }
    }

    @Test
    void the_operators_file_configures_no_store_and_its_empty_values_count_as_none() throws IOException {
        ConnectionSettings settings = new Binder(ConfigurationPropertySources.from(new YamlPropertySourceLoader()
                        .load("operator", new FileSystemResource("config/application.yaml"))))
                .bind("sluice", ConnectionSettings.class)
                .get();
        assertThat(settings.s3().isConfigured()).isFalse();
        assertThat(settings.s3().accessKey()).isNull();
        assertThat(settings.s3().accessKeyFile()).isNull();
        assertThat(settings.s3().pathStyle()).isNull();
        assertThat(settings.s3().buckets()).isEmpty();
        assertThat(settings.connections()).isEmpty();
    }

    @Test
    void a_bucket_with_a_dot_is_not_made_part_of_a_host_name() {
        try (S3Connections connections =
                Connections.of(Map.of("sluice.s3.region", "eu-central-1", "sluice.s3.access-key", "a"))) {
            notFound(connections, "evil.example", null, "needs sluice.s3.path-style: true");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "sluice.s3.endpoint, ftp://x, sluice.s3.endpoint must be like",
        "sluice.s3.endpoint, https://user@x, sluice.s3.endpoint must be like",
        "sluice.s3.endpoint, storage.example.com, sluice.s3.endpoint must be like",
        "sluice.s3.attempts, 0, sluice.s3.attempts must be 1 or more",
        "sluice.s3.buckets, s3://x, sluice.s3.buckets:",
        "sluice.s3.buckets, old-papers, name it once",
        "sluice.connections.second.s3.buckets, second-bucket, sluice.connections.second.s3.endpoint or"
    })
    void mistakes_name_their_key_at_the_start(String key, String value, String sentence) {
        Map<String, String> properties = new HashMap<>(BOTH);
        properties.put(key, value);
        assertThatThrownBy(() -> Connections.of(properties))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(sentence);
    }

    @Test
    void keys_may_stand_in_files_and_no_text_shows_them(@TempDir Path directory) throws IOException {
        Path access = Files.writeString(directory.resolve("access"), "key-of-a-file\n");
        Path secret = Files.writeString(directory.resolve("secret"), "secret-of-a-file\n");
        try (ScriptedStore store = new ScriptedStore().on("/docs?", 200, ScriptedStore.listing());
                S3Connections connections = Connections.to(
                        store.endpoint(),
                        "sluice.s3.access-key",
                        "",
                        "sluice.s3.secret-key",
                        "",
                        "sluice.s3.access-key-file",
                        access.toString(),
                        "sluice.s3.secret-key-file",
                        secret.toString())) {
            S3Listing listing = new S3Listing(connections);
            assertThat(listing.pages(listing.prefix("s3://docs/in", null), null))
                    .hasSize(1);
            assertThat(store.requests.get(0).headers().get("Authorization"))
                    .first()
                    .asString()
                    .contains("Credential=key-of-a-file/");
            assertThat(connections.of("docs", null).settings().toString()).doesNotContain("key-of", "secret-of");
        }
    }

    @Test
    void a_missing_key_says_where_it_should_stand() {
        try (S3Connections connections =
                Connections.of(Map.of("sluice.connections.archive.s3.region", "eu-central-1"))) {
            S3Listing listing = new S3Listing(connections);
            assertThatThrownBy(() -> listing.pages(listing.prefix("s3://docs/in", "archive"), null)
                            .toList())
                    .isInstanceOfSatisfying(
                            SluiceException.class,
                            e -> assertThat(e.failure().code()).isEqualTo(ErrorCode.STORAGE_REFUSED))
                    .hasMessageContaining("sluice.connections.archive.s3.access-key");
        }
    }

    @Test
    void with_keys_nobody_else_is_asked_for_credentials_or_regions() {
        try (ScriptedStore store = new ScriptedStore().on("/docs?", 200, ScriptedStore.listing());
                ScriptedStore metadata = new ScriptedStore()) {
            Map<String, String> environment = Map.of(
                    "aws.ec2MetadataServiceEndpoint", metadata.endpoint().toString(),
                    "aws.defaultsMode", "auto",
                    "aws.configFile", "/nonexistent",
                    "aws.sharedCredentialsFile", "/nonexistent");
            environment.forEach(System::setProperty);
            try {
                list(store);
                list(store, "sluice.s3.credentials", "anonymous");
                assertThat(metadata.requests).isEmpty();
                assertThatThrownBy(() -> list(store, "sluice.s3.credentials", "aws"))
                        .isInstanceOfSatisfying(
                                SluiceException.class,
                                e -> assertThat(e.failure().code()).isEqualTo(ErrorCode.STORAGE_REFUSED));
                assertThat(metadata.requests).isNotEmpty();
            } finally {
                environment.keySet().forEach(System::clearProperty);
            }
        }
    }

    @Test
    void the_owner_of_the_bucket_is_demanded_where_one_is_configured() {
        try (ScriptedStore store = new ScriptedStore().on("/docs?", 200, ScriptedStore.listing())) {
            list(store, "sluice.s3.bucket-owner", "123456789012");
            assertThat(store.requests.get(0).headers())
                    .containsEntry("X-amz-expected-bucket-owner", List.of("123456789012"));
        }
    }

    private static void list(ScriptedStore store, String... properties) {
        try (S3Connections connections = Connections.to(store.endpoint(), properties)) {
            S3Listing listing = new S3Listing(connections);
            assertThat(listing.pages(listing.prefix("s3://docs/in", null), null))
                    .hasSize(1);
        }
    }

    private static void notFound(S3Connections connections, String bucket, @Nullable String name, String sentence) {
        assertThatThrownBy(() -> connections.of(bucket, name))
                .isInstanceOfSatisfying(
                        SluiceException.class,
                        e -> assertThat(e.failure().code()).isEqualTo(ErrorCode.STORAGE_NOT_FOUND))
                .hasMessageContaining(sentence);
    }
}
