package dev.sluice.api.pulse.error;

import dev.sluice.http.ApiErrorShape;
import dev.sluice.http.ApiProblem;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriUtils;

/** Errors as this dialect's clients read them: {@code {"error": {"code", "message", "details"}}}. */
@Component
class PulseErrorShape implements ApiErrorShape {
    private static final Set<String> PATHS = Set.of(
            "extract",
            "extract_async",
            "batch",
            "job",
            "cancel",
            "schema",
            "tables",
            "split",
            "large_results",
            "results",
            "webhook",
            "pipeline",
            "form");

    /** The first word of a path, however many slashes precede it and whatever is stuck to its end. */
    private static final Pattern FIRST = Pattern.compile("/+([a-z_]+)(?![\\w.-]).*", Pattern.DOTALL);

    /** Also of paths that are refused for the way they are written: their clients are the same. */
    @Override
    public boolean covers(String path) {
        Matcher matcher = FIRST.matcher(decoded(path));
        return matcher.matches() && PATHS.contains(matcher.group(1));
    }

    private static String decoded(String path) {
        try {
            return UriUtils.decode(path, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return path;
        }
    }

    @Override
    public Object body(ApiProblem problem, String requestId) {
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("code", code(problem).name());
        error.put("message", problem.message());
        Map<String, Object> details = new LinkedHashMap<>();
        problem.details().forEach(detail -> details.put(detail.path(), detail.message()));
        List<String> types = JobProblem.supportedTypes(problem);
        if (!types.isEmpty()) {
            details.put(JobProblem.SUPPORTED_TYPES, types);
        }
        if (!details.isEmpty() && problem.status() != 401) {
            error.put("details", details);
        }
        return Map.of("error", error);
    }

    private static PulseError code(ApiProblem problem) {
        return Arrays.stream(PulseError.values())
                .filter(error -> error.name().equals(problem.code()))
                .findFirst()
                .orElseGet(() -> byStatus(problem));
    }

    /** What others than this dialect have refused. */
    private static PulseError byStatus(ApiProblem problem) {
        return switch (problem.status()) {
            case 401 ->
                problem.details().stream().anyMatch(detail -> detail.code().equals("REQUIRED"))
                        ? PulseError.AUTH_001
                        : PulseError.AUTH_002;
            case 403 -> PulseError.AUTH_004;
            case 404 -> PulseError.GENERAL_002;
            case 405 -> PulseError.GENERAL_003;
            case 413 -> PulseError.FILE_002;
            case 429 -> PulseError.GENERAL_004;
            case 503 -> PulseError.GENERAL_005;
            default -> problem.status() < 500 ? PulseError.REQ_002 : PulseError.GENERAL_001;
        };
    }
}
