package dev.sluice.engine.schema;

/**
 * A place where the value of a label may stand.
 *
 * @param from where in the segment's text to begin reading
 * @param to where to stop
 * @param weight how likely a value stands there, 0 to 1
 * @param inline whether it stands in the label's own segment without a colon between
 */
record Spot(Segment segment, int from, int to, double weight, boolean inline) {}
