package dev.sluice.testing;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** A real S3 server on a free port, which forgets everything at its end: one for each test class that registers it. */
public final class S3Server implements BeforeAllCallback, AfterAllCallback, AutoCloseable {
    /** The one key it accepts. */
    public static final String ACCESS_KEY = "test-key";
    /** Its secret. */
    public static final String SECRET_KEY = "test-secret";

    private final S3Proxy server;
    private @Nullable S3Client client;

    /** Its objects are files of a file system in memory. */
    public S3Server() {
        this(new TransientNio2BlobStore(), AuthenticationType.AWS_V4);
    }

    /** @param objects where it keeps them */
    public S3Server(BlobStore objects) {
        this(objects, AuthenticationType.AWS_V4);
    }

    private S3Server(BlobStore objects, AuthenticationType signatures) {
        server = S3Proxy.builder()
                .blobStore(objects)
                .awsAuthentication(signatures, ACCESS_KEY, SECRET_KEY)
                .endpoint(URI.create("http://127.0.0.1:0"))
                .ignoreUnknownHeaders(true)
                .build();
    }

    /** One that looks at no signature, so that its requests may come by way of another server. */
    public static S3Server unsigned() {
        return new S3Server(new TransientNio2BlobStore(), AuthenticationType.NONE);
    }

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        start();
    }

    /** Starts it, where no test class does. */
    public void start() throws Exception {
        server.start();
        client = S3Client.builder()
                .endpointOverride(endpoint())
                .region(Region.US_EAST_1)
                .forcePathStyle(true)
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create(ACCESS_KEY, SECRET_KEY)))
                .httpClientBuilder(ApacheHttpClient.builder())
                .build();
    }

    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        close();
    }

    @Override
    public void close() throws Exception {
        client().close();
        server.stop();
    }

    /** Where it listens. */
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getPort());
    }

    /** A client of the tests' own, for what Sluice never does. */
    public S3Client client() {
        return Objects.requireNonNull(client, "the server runs");
    }

    /** A new bucket. */
    public String bucket(String name) {
        client().createBucket(bucket -> bucket.bucket(name));
        return name;
    }

    /** Writes an object; its ETag. */
    public String put(String bucket, String key, String content) {
        return put(bucket, key, content.getBytes(StandardCharsets.UTF_8));
    }

    /** Writes an object; its ETag. */
    public String put(String bucket, String key, byte[] content) {
        return client().putObject(object -> object.bucket(bucket).key(key), RequestBody.fromBytes(content))
                .eTag();
    }

    /** The content of an object. */
    public String get(String bucket, String key) {
        return client().getObjectAsBytes(object -> object.bucket(bucket).key(key))
                .asUtf8String();
    }
}
