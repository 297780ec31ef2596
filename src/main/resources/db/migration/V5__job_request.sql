-- What a job works on beside or in place of its document, and what a single run was asked for.
-- Statements: dev.sluice.batch. Both are null for most jobs and then take no room.
ALTER TABLE job
  ADD COLUMN inputs uuid[],  -- artifacts of earlier jobs; null: the document of intake_id
  ADD COLUMN options jsonb;  -- a single run's own; those of a batch stand in batch.options
