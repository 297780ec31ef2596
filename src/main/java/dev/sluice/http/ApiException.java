package dev.sluice.http;

/** Ends a request with a problem; answered in the shape of the path's dialect. */
public class ApiException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient ApiProblem problem;

    public ApiException(ApiProblem problem) {
        super(problem.message());
        this.problem = problem;
    }

    /** What is answered. */
    public ApiProblem problem() {
        return problem;
    }
}
