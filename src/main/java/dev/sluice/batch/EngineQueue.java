package dev.sluice.batch;

/** One queue within the work table. */
record EngineQueue(Operation operation, String engine, Lane lane) {}
