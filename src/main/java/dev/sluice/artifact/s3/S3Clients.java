package dev.sluice.artifact.s3;

import dev.sluice.batch.ErrorCode;
import dev.sluice.batch.SluiceException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.defaultsmode.DefaultsMode;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/** Makes clients that do what the settings say, and look nowhere else for advice. */
final class S3Clients {
    /** What stores that know no regions are told: part of the signature. */
    private static final String ANY_REGION = "us-east-1";

    private S3Clients() {}

    static S3Client create(S3Settings settings, String prefix) {
        S3ClientBuilder builder = S3Client.builder()
                .httpClientBuilder(ApacheHttpClient.builder()
                        .connectionTimeout(settings.connectTimeout())
                        .socketTimeout(settings.timeout()))
                .region(Region.of(Objects.requireNonNullElse(settings.region(), ANY_REGION)))
                // Another mode would be looked up in the environment, and "auto" asks the instance's metadata.
                .defaultsMode(DefaultsMode.STANDARD)
                .credentialsProvider(credentials(settings, prefix))
                .forcePathStyle(settings.isPathStyle())
                .crossRegionAccessEnabled(false)
                // Many compatible stores do not know the newer checksums, nor bodies signed piece by piece.
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .serviceConfiguration(s3 -> s3.chunkedEncodingEnabled(false).useArnRegionEnabled(false))
                .overrideConfiguration(calls -> {
                    calls.retryStrategy(retries -> retries.maxAttempts(settings.attempts()));
                    if (settings.credentials() != S3Settings.Credentials.AWS) {
                        calls.defaultProfileFile(noProfiles());
                    }
                });
        if (settings.endpoint() != null) {
            builder.endpointOverride(settings.endpoint());
        }
        return builder.build();
    }

    private static ProfileFile noProfiles() {
        return ProfileFile.builder()
                .type(ProfileFile.Type.CONFIGURATION)
                .content(new ByteArrayInputStream(new byte[0]))
                .build();
    }

    private static AwsCredentialsProvider credentials(S3Settings settings, String prefix) {
        return switch (settings.credentials()) {
            case ANONYMOUS -> AnonymousCredentialsProvider.create();
            case AWS -> DefaultCredentialsProvider.builder().build();
            case KEYS ->
                StaticCredentialsProvider.create(AwsBasicCredentials.create(
                        key(settings.accessKey(), settings.accessKeyFile(), prefix + ".access-key"),
                        key(settings.secretKey(), settings.secretKeyFile(), prefix + ".secret-key")));
        };
    }

    private static String key(@Nullable String value, @Nullable Path file, String name) {
        if (value != null) {
            return value;
        }
        if (file == null) {
            throw refused("%s or %s-file must be set, or credentials: anonymous or aws.".formatted(name, name), null);
        }
        try {
            String content = Files.readString(file).strip();
            if (content.isEmpty()) {
                throw refused("the file %s of %s-file is empty.".formatted(file, name), null);
            }
            return content;
        } catch (IOException e) {
            throw refused("the file %s of %s-file cannot be read.".formatted(file, name), e);
        }
    }

    private static SluiceException refused(String sentence, @Nullable Throwable cause) {
        return new SluiceException(ErrorCode.STORAGE_REFUSED, "There are no keys for the store: " + sentence, cause);
    }
}
