package dev.sluice.api.pulse.error;

import dev.sluice.batch.ErrorCode;
import dev.sluice.batch.Failure;
import dev.sluice.batch.Job;
import dev.sluice.batch.JobState;
import dev.sluice.http.ApiException;
import dev.sluice.http.ApiProblem;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a synchronous call answers whose job has no result: never 5xx, for both SDKs would then make the job anew. */
public final class JobProblem {
    /** The detail that is a list. */
    static final String SUPPORTED_TYPES = "supported_types";

    private static final String RECEIVED_TYPE = "received_type";
    private static final Pattern TYPE = Pattern.compile("Files of type (\\S+) are not read");
    private static final List<String> TYPES = List.of(
            "pdf", "docx", "doc", "odt", "rtf", "epub", "pptx", "ppt", "odp", "xlsx", "xls", "ods", "csv", "html",
            "xml", "txt", "md", "eml", "msg", "jpg", "jpeg", "png", "gif", "bmp", "webp", "tiff");

    private JobProblem() {}

    /** Of a job that failed or was canceled. */
    public static ApiException of(Job job) {
        Failure failure = job.failure();
        if (job.state() == JobState.CANCELED) {
            return PulseError.JOB_004.because("The job was canceled before it had a result.");
        }
        if (failure == null) {
            return PulseError.PROC_001.because("The job has no result.");
        }
        PulseError error = code(failure.code());
        if (error != PulseError.FILE_001) {
            return error.because(failure.message());
        }
        Matcher type = TYPE.matcher(failure.message());
        String received = type.find() ? type.group(1) : "unknown";
        return error.because(failure.message(), List.of(new ApiProblem.Detail(RECEIVED_TYPE, "UNSUPPORTED", received)));
    }

    private static PulseError code(ErrorCode code) {
        return switch (code) {
            case UNSUPPORTED_TYPE -> PulseError.FILE_001;
            case FILE_TOO_LARGE -> PulseError.FILE_002;
            case CORRUPT_DOCUMENT -> PulseError.FILE_003;
            case EMPTY_FILE -> PulseError.FILE_004;
            case SOURCE_GONE, SOURCE_UNAVAILABLE, HOST_BUSY, SOURCE_CHANGED, SOURCE_REFUSED, URL_NOT_ALLOWED ->
                PulseError.FILE_005;
            case PASSWORD_PROTECTED -> PulseError.FILE_006;
            case PAGE_OUT_OF_RANGE -> PulseError.REQ_006;
            case INVALID_OPTIONS, INVALID_SOURCE, INVALID_OUTPUT -> PulseError.REQ_003;
            case PARSER_TIMEOUT -> PulseError.PROC_002;
            case PARSER_DIED, QUARANTINED -> PulseError.PROC_003;
            case TOO_MANY_PAGES, OUTPUT_TOO_LARGE -> PulseError.PROC_004;
            case ENGINE_NOT_CONFIGURED, ENGINE_UNAVAILABLE, ENGINE_REJECTED, ENGINE_ANSWER_INVALID ->
                PulseError.PROC_005;
            case OUTPUT_NOT_WRITABLE, STORAGE_NOT_FOUND, STORAGE_REFUSED -> PulseError.STORAGE_001;
            case CANCELED -> PulseError.JOB_004;
            default -> PulseError.PROC_001;
        };
    }

    /** What to list as supported with that problem; nothing with most. */
    static List<String> supportedTypes(ApiProblem problem) {
        return problem.code().equals(PulseError.FILE_001.name()) ? TYPES : List.of();
    }
}
