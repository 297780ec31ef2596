package dev.sluice.http;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import org.springframework.boot.web.servlet.error.ErrorController;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** In place of Spring Boot's error page: errors that a filter or the server has signalled by status. */
@Controller
class JsonErrorController implements ErrorController {
    private final ErrorAnswers answers;

    JsonErrorController(ErrorAnswers answers) {
        this.answers = answers;
    }

    @RequestMapping("/error")
    void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        // Without a status nothing has failed: somebody has asked for /error itself.
        int status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code ? code : 404;
        String path = Objects.requireNonNullElse(request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI), "/error")
                .toString();
        answers.write(response, path, RequestId.of(request), Problems.of(status));
    }
}
