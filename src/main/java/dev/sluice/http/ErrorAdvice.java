package dev.sluice.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;

/** What any controller, or the search for one, throws. A dialect with exceptions of its own has an advice before this. */
@ControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE)
class ErrorAdvice {
    private static final Logger log = LoggerFactory.getLogger(ErrorAdvice.class);

    private final ErrorAnswers answers;

    ErrorAdvice(ErrorAnswers answers) {
        this.answers = answers;
    }

    @ExceptionHandler
    void answer(Exception failure, HttpServletRequest request, HttpServletResponse response) throws Exception {
        if (response.isCommitted()) {
            throw failure; // the server then breaks the connection off, so that nobody takes the half for the whole
        }
        ApiProblem problem =
                databaseIsAway(failure) ? Problems.of(503).withHeader("Retry-After", "5") : Problems.of(failure);
        if (problem.status() == 500) {
            log.error("{} {} failed.", request.getMethod(), request.getRequestURI(), failure);
        } else if (problem.status() == 503) {
            log.warn(
                    "{} {} cannot be answered: {}", request.getMethod(), request.getRequestURI(), failure.getMessage());
        }
        write(problem, request, response);
    }

    private static boolean databaseIsAway(Exception failure) {
        return failure instanceof DataAccessResourceFailureException
                || failure instanceof TransientDataAccessException
                || failure instanceof CannotCreateTransactionException;
    }

    private void write(ApiProblem problem, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        answers.write(response, request.getRequestURI(), RequestId.of(request), problem);
    }
}
