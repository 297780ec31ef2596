package dev.sluice.api.pulse.excel;

import dev.sluice.api.pulse.error.PulseError;
import dev.sluice.security.ApiClient;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** {@code GET /schema/{schema_id}/excel}: the template that came with the request, filled with the result. */
@Controller
class ExcelController {
    private static final String TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private static final Pattern ID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private final Workbooks workbooks;

    ExcelController(Workbooks workbooks) {
        this.workbooks = workbooks;
    }

    @GetMapping({"/schema/{id}/excel", "/schema/{id}/excel/"})
    void download(@PathVariable("id") String id, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (!ID.matcher(id).matches()) {
            throw PulseError.JOB_001.because("There is no schema result of this id.");
        }
        UUID schemaId = UUID.fromString(id);
        byte[] workbook = workbooks.filled(ApiClient.of(request).tenantId(), schemaId);
        response.setContentType(TYPE);
        response.setHeader("Content-Disposition", "attachment; filename=\"" + schemaId + ".xlsx\"");
        response.setHeader("Cache-Control", "private, no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setContentLength(workbook.length);
        response.getOutputStream().write(workbook);
    }
}
