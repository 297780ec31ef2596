package dev.sluice.api.pulse.job;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.api.jobs.Spool;
import dev.sluice.api.pulse.answer.JsonAnswer;
import dev.sluice.api.pulse.answer.PulseOrigin;
import dev.sluice.security.ApiClient;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** {@code GET} and {@code DELETE /job/{id}}, and the older {@code POST /cancel/{id}}. */
@Controller
class PulseJobController {
    private final PulseJobs jobs;
    private final PulseOrigin origin;
    private final ObjectMapper mapper;

    PulseJobController(PulseJobs jobs, PulseOrigin origin, ObjectMapper mapper) {
        this.origin = origin;
        this.jobs = jobs;
        this.mapper = mapper;
    }

    @GetMapping({"/job/{id}", "/job/{id}/"})
    void read(@PathVariable("id") String id, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        try (Spool answer = jobs.read(ApiClient.of(request).tenantId(), id, origin.of(request))) {
            response.setStatus(200);
            response.setContentType("application/json");
            response.setHeader("Cache-Control", "no-store");
            response.setContentLengthLong(answer.size());
            answer.copyTo(response.getOutputStream());
        }
    }

    @DeleteMapping({"/job/{id}", "/job/{id}/"})
    void delete(@PathVariable("id") String id, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        cancel(id, request, response);
    }

    @PostMapping({"/cancel/{id}", "/cancel/{id}/"})
    void cancel(@PathVariable("id") String id, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Map<String, String> answer = new LinkedHashMap<>();
        answer.put("job_id", id);
        answer.put("message", jobs.cancel(ApiClient.of(request).tenantId(), id));
        JsonAnswer.write(response, 200, mapper.writeValueAsBytes(answer));
    }
}
