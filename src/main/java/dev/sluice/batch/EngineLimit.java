package dev.sluice.batch;

import java.time.Duration;

/**
 * What one engine takes on this node.
 *
 * @param operation what it serves
 * @param engine its name
 * @param maxConcurrent how many jobs may be claimed for it at a time
 * @param deadline how long after its claim a job is taken away again, whatever the node says
 */
public record EngineLimit(Operation operation, String engine, int maxConcurrent, Duration deadline) {}
