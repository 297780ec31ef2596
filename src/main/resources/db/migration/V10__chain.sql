-- Stages that work on the results of earlier ones. Statements: dev.sluice.api.jobs.LeftOut, dev.sluice.api.pulse.chain.

-- As it was sent: jsonb orders the members of an object anew, and the fields of a client's schema have an order, which
-- its results follow.
ALTER TABLE batch ALTER COLUMN options TYPE json USING options::json;
ALTER TABLE job ALTER COLUMN options TYPE json USING options::json;

-- The same reading of a job's state, and what it works on.
CREATE OR REPLACE VIEW job_state AS
SELECT j.id, j.tenant_id, j.batch_id, j.seq, j.lane, j.operation, j.engine, j.intake_id, j.generation, j.retry_of,
       CASE WHEN j.state <> 'open' THEN j.state
            WHEN b.status IN ('canceled', 'failed') THEN 'canceled'
            WHEN w.job_id IS NULL THEN 'pending'
            WHEN w.node_id IS NULL THEN 'ready'
            ELSE 'running' END AS state,
       coalesce(w.attempt, j.attempt) AS attempt, j.failures, j.losses, j.due_at,
       CASE WHEN j.state = 'open' AND b.status IN ('canceled', 'failed') THEN b.finished_at ELSE j.ended_at END AS ended_at,
       j.artifact_id,
       CASE WHEN j.state = 'open' AND b.status IN ('canceled', 'failed') THEN 'CANCELED' ELSE j.error_code END AS error_code,
       CASE WHEN j.state <> 'open' OR b.status IS NULL OR b.status NOT IN ('canceled', 'failed') THEN j.error_text
            WHEN b.status = 'failed' THEN 'Its batch could not run: ' || b.error_text
            ELSE 'Its batch was canceled.' END AS error_text,
       w.claimed_at, w.node_id, j.inputs
  FROM job j
  LEFT JOIN batch b ON b.id = j.batch_id
  LEFT JOIN work w ON w.job_id = j.id;

-- Documents that an earlier stage could not complete, so that this one is without them: written once, in the
-- transaction that submits the stage. Those that the earlier stage was itself without come first.
CREATE TABLE left_out (
  run_id    uuid NOT NULL,             -- the batch that is without it, or the single run
  ordinal   int NOT NULL,              -- from 1
  tenant_id text NOT NULL,
  stage     text NOT NULL CHECK (stage IN ('extract', 'schema', 'tables', 'split', 'classify')), -- where it ended
  job_id    uuid NOT NULL,             -- which ended there
  file      text NOT NULL,             -- what the document is called
  code      text NOT NULL,
  error     text NOT NULL,
  source_id uuid,                      -- what that job worked on, as its batch shows it
  PRIMARY KEY (run_id, ordinal)
);
