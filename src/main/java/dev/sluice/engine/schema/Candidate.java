package dev.sluice.engine.schema;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A value that may be a field's.
 *
 * @param score how likely it is, 0 to about 1
 * @param segment where it stands
 * @param start where in the segment's text it begins
 * @param end behind it
 * @param key the label it was found by; 0 for none
 */
record Candidate(JsonNode value, double score, Segment segment, int start, int end, long key) {
    Candidate worth(double other) {
        return new Candidate(value, other, segment, start, end, key);
    }

    boolean samePlace(Candidate other) {
        return segment == other.segment && start < other.end && other.start < end;
    }
}
