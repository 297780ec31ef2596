package dev.sluice.http;

import java.io.IOException;
import java.util.Objects;
import java.util.UUID;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;

/** In place of Tomcat's HTML page: what Tomcat refuses before any filter sees it, such as a malformed request line. */
final class JsonErrorValve extends ErrorReportValve {
    private final ErrorAnswers answers;

    JsonErrorValve(ErrorAnswers answers) {
        this.answers = answers;
    }

    @Override
    protected void report(Request request, Response response, Throwable failure) {
        // Nothing to say, said already, or nobody there to hear it.
        if (response.getStatus() < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        String path = Objects.requireNonNullElse(request.getRequestURI(), "/");
        String known = RequestId.of(request);
        String id = known.isEmpty() ? UUID.randomUUID().toString() : known;
        try {
            answers.write(response.getResponse(), path, id, Problems.of(response.getStatus()));
            response.finishResponse();
        } catch (IOException e) {
            container.getLogger().debug("the client has gone", e);
        }
    }
}
