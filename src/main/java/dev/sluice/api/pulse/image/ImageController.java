package dev.sluice.api.pulse.image;

import dev.sluice.api.pulse.error.PulseError;
import dev.sluice.api.pulse.job.PulseJobs;
import dev.sluice.artifact.Artifact;
import dev.sluice.artifact.ArtifactStore;
import dev.sluice.artifact.PartFile;
import dev.sluice.batch.Job;
import dev.sluice.security.ApiClient;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Pictures of documents, as often as somebody asks; and the PDFs of forms, of which there are none. */
@Controller
class ImageController {
    /** What extractions call the parts that are pictures; nothing else of a result can be had here. */
    private static final Pattern NAME = Pattern.compile("figure-[0-9]{1,6}\\.(png|jpg)");

    private final PulseJobs jobs;
    private final ArtifactStore artifacts;

    ImageController(PulseJobs jobs, ArtifactStore artifacts) {
        this.jobs = jobs;
        this.artifacts = artifacts;
    }

    @GetMapping("/results/{id}/images/{name}")
    void image(
            @PathVariable("id") String id,
            @PathVariable("name") String name,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Job job = jobs.find(ApiClient.of(request).tenantId(), id);
        if (!NAME.matcher(name).matches()) {
            throw PulseError.REQ_003.because("Images are called figure-1.png, figure-2.jpg and so on.");
        }
        Optional<Artifact> artifact =
                job.artifactId() == null ? Optional.empty() : artifacts.find(job.tenantId(), job.artifactId());
        Path image = artifact.filter(result -> has(result, name))
                .map(result -> artifacts.part(result.id(), name))
                .orElseThrow(() -> PulseError.JOB_001.because("This job has no image of that name."));
        try (InputStream in = Files.newInputStream(image)) {
            response.setContentType(name.endsWith(".png") ? "image/png" : "image/jpeg");
            response.setContentLengthLong(Files.size(image));
            response.setHeader("Cache-Control", "private, max-age=3600");
            response.setHeader("Content-Disposition", "inline; filename=\"" + name + "\"");
            if (!request.getMethod().equals("HEAD")) {
                in.transferTo(response.getOutputStream());
            }
        }
    }

    private static boolean has(Artifact artifact, String name) {
        return artifact.parts().stream().map(PartFile::name).anyMatch(name::equals);
    }

    @GetMapping({"/results/{id}/pdf", "/results/{id}/pdf/"})
    void pdf(@PathVariable("id") String id, HttpServletRequest request) {
        jobs.find(ApiClient.of(request).tenantId(), id);
        throw PulseError.JOB_001.because("This job has no PDF: only forms that were filled have one.");
    }
}
