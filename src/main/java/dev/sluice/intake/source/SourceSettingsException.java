package dev.sluice.intake.source;

import java.util.List;

/** A source cannot be set up as it is described: one sentence for each mistake. */
public class SourceSettingsException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> mistakes;

    /** @param mistakes one sentence each */
    public SourceSettingsException(String sourceId, List<String> mistakes) {
        super("The source \"" + sourceId + "\" cannot be watched: " + String.join(" ", mistakes));
        this.mistakes = List.copyOf(mistakes);
    }

    /** What is wrong, one sentence each. */
    public List<String> mistakes() {
        return mistakes;
    }
}
