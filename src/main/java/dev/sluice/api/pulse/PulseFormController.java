package dev.sluice.api.pulse;

import dev.sluice.api.pulse.error.PulseError;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;

/** {@code POST /form/...}: forms are not filled here, whatever the body; never 501, which both SDKs would retry. */
@Controller
class PulseFormController {
    @PostMapping({"/form/detect", "/form/detect/", "/form/fill", "/form/fill/", "/form/clear", "/form/clear/"})
    void refuse() {
        throw PulseError.GENERAL_002.because(
                "This hub does not detect, fill or clear forms; their text can be read with POST /extract.");
    }
}
