package dev.sluice.batch;

import java.util.UUID;

/**
 * This node in this life.
 *
 * @param id kept in the home directory
 * @param epoch grows at every start; with the attempt it fences off everything an earlier life still tries to write
 */
record NodeId(UUID id, int epoch) {}
