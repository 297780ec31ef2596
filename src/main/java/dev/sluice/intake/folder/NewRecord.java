package dev.sluice.intake.folder;

import java.util.UUID;

/** A file about to be written down, with the ids it gets if it is new. */
record NewRecord(UUID id, UUID jobId, SecuredFile file) {}
