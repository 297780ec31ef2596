package dev.sluice.intake.remote;

import java.util.List;
import java.util.UUID;

/**
 * What became of documents that a source found.
 *
 * @param added how many were new; each has a job
 * @param again the intake records of those that were put there once more as they had been before; failed ones are tried
 *     again
 */
public record Accepted(int added, List<UUID> again) {
    public Accepted {
        again = List.copyOf(again);
    }
}
