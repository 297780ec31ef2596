package dev.sluice.artifact.s3;

import dev.sluice.batch.ErrorCode;
import dev.sluice.batch.SluiceException;
import java.util.Objects;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Says in one sentence what a store's answer means, and with which code. */
final class S3Errors {
    private static final Set<String> BUSY =
            Set.of("SlowDown", "RequestTimeout", "ServiceUnavailable", "InternalError", "ThrottlingException");
    private static final Set<String> ELSEWHERE = Set.of(
            "PermanentRedirect",
            "TemporaryRedirect",
            "AuthorizationHeaderMalformed",
            "IllegalLocationConstraintException");

    private S3Errors() {}

    /**
     * @param doing what was tried, as in "list s3://bucket/folder/"
     */
    static SluiceException of(SdkException e, S3Connection connection, S3Address address, String doing) {
        if (e instanceof S3Exception answer) {
            return answered(answer, connection, address, doing);
        }
        if (String.valueOf(e.getMessage()).startsWith("Unable to load credentials")) {
            return new SluiceException(
                    ErrorCode.STORAGE_REFUSED,
                    "Cannot %s: %s.credentials is aws, but there are none where AWS tools look for them."
                            .formatted(doing, connection.prefix()),
                    e);
        }
        return new SluiceException(
                ErrorCode.STORAGE_UNAVAILABLE,
                "Cannot %s: the store of %s does not answer (%s).".formatted(doing, connection.prefix(), reason(e)),
                e);
    }

    private static SluiceException answered(S3Exception e, S3Connection connection, S3Address address, String doing) {
        String code = code(e);
        int status = e.statusCode();
        ErrorCode kind;
        String why;
        if (code.equals("NoSuchBucket")) {
            kind = ErrorCode.STORAGE_NOT_FOUND;
            why = "there is no bucket %s at the store of %s".formatted(address.bucket(), connection.prefix());
        } else if (ELSEWHERE.contains(code) || status == 301 || status == 307) {
            kind = ErrorCode.STORAGE_REFUSED;
            why = "the bucket %s lies in another region than %s.region says"
                    .formatted(address.bucket(), connection.prefix());
        } else if (code.equals("InvalidAccessKeyId") || code.equals("SignatureDoesNotMatch") || status == 401) {
            kind = ErrorCode.STORAGE_REFUSED;
            why = "the store does not accept the keys of %s".formatted(connection.prefix());
        } else if (code.equals("RequestTimeTooSkewed")) {
            kind = ErrorCode.STORAGE_REFUSED;
            why = "the clock of this machine differs too much from the store's";
        } else if (code.equals("InvalidObjectState")) {
            kind = ErrorCode.SOURCE_REFUSED;
            why = "the object is archived and must be restored first";
        } else if (code.equals("NoSuchKey") || code.equals("NoSuchVersion") || status == 404 || status == 405) {
            kind = ErrorCode.SOURCE_GONE;
            why = "there is no such object any more";
        } else if (status == 412) {
            kind = ErrorCode.SOURCE_CHANGED;
            why = "the object has been replaced since it was listed; submit it again to take the new one";
        } else if (status == 501) {
            kind = ErrorCode.STORAGE_REFUSED;
            why = "the store of %s does not know how (501 %s)".formatted(connection.prefix(), code);
        } else if (status >= 500 || status == 429 || status == 408 || BUSY.contains(code)) {
            kind = ErrorCode.STORAGE_UNAVAILABLE;
            why = "the store of %s is busy or has a problem of its own (%d %s)"
                    .formatted(connection.prefix(), status, code);
        } else if (status == 403) {
            kind = ErrorCode.STORAGE_REFUSED;
            why = "the keys of %s have no permission for it (%s)".formatted(connection.prefix(), code);
        } else {
            kind = ErrorCode.STORAGE_REFUSED;
            why = "the store refused it (%d %s)".formatted(status, code);
        }
        return new SluiceException(kind, "Cannot %s: %s.".formatted(doing, why), e);
    }

    private static String code(S3Exception e) {
        return e.awsErrorDetails() == null
                ? ""
                : Objects.requireNonNullElse(e.awsErrorDetails().errorCode(), "");
    }

    /** The innermost reason: outer ones are the SDK's own words. */
    private static String reason(Throwable e) {
        Throwable inner = e;
        while (inner.getCause() != null && inner.getCause() != inner) {
            inner = inner.getCause();
        }
        return Objects.requireNonNullElse(inner.getMessage(), inner.getClass().getSimpleName());
    }
}
