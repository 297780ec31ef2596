package dev.sluice.batch;

import java.util.UUID;

/**
 * Where a client that was told of something can read more.
 *
 * @param publicUrl {@code sluice.public-url}, without a slash at its end; empty: addresses are paths only
 */
record EventLinks(String publicUrl) {
    EventLinks {
        publicUrl = publicUrl.replaceFirst("/+$", "");
    }

    String batch(UUID id) {
        return publicUrl + "/api/job-runs/" + id;
    }

    String job(UUID id) {
        return publicUrl + "/api/jobs/" + id;
    }
}
