package dev.sluice.intake;

import java.nio.file.Path;
import java.util.UUID;

/**
 * A document as engines get it.
 *
 * @param name its file name, for people and for guessing its type; never a path
 * @param key what it is called at its source
 * @param size in bytes
 * @param sha256 of the bytes, lower-case hex
 * @param path where the bytes lie; never written to
 */
public record Document(UUID intakeId, String name, String key, String sourceId, long size, String sha256, Path path) {}
