-- What of a list of deliveries people look at. Statements: dev.sluice.webhook.
CREATE INDEX delivery_of_endpoint ON delivery (endpoint_id, id);

-- Manifests: after each generation a batch with an output gets one. Statements: dev.sluice.api.manifest.
ALTER TABLE batch ADD COLUMN manifest int NOT NULL DEFAULT 0; -- the generation whose manifest is written
UPDATE batch SET manifest = generation WHERE finished_at IS NOT NULL; -- those that ended before there were any
-- Changes only when a batch ends, is reopened, or has been dealt with: updates of the counters stay HOT.
CREATE INDEX batch_without_manifest ON batch (id)
 WHERE output IS NOT NULL AND finished_at IS NOT NULL AND manifest < generation;

CREATE TABLE manifest_attempt (         -- only while a manifest is being written, or waits to be tried again
  batch_id uuid PRIMARY KEY REFERENCES batch (id) ON DELETE CASCADE,
  failures int NOT NULL DEFAULT 0 CHECK (failures >= 0), -- in a row
  next_at  timestamptz NOT NULL         -- nobody begins before: a lease while it is written
);

-- Workbooks that clients sent in place of a schema. Statements: dev.sluice.api.pulse.excel.
CREATE TABLE excel_template (
  tenant_id  text NOT NULL,
  run_id     uuid NOT NULL,             -- a single run's job, or a batch for all of its jobs
  content    bytea NOT NULL,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, run_id)
);

-- Pipelines: several operations one after the other. Statements: dev.sluice.api.pulse.pipeline.
CREATE TABLE pipeline_run (
  tenant_id   text NOT NULL,
  id          uuid NOT NULL,
  request     json NOT NULL,            -- checked; its steps in the order of execution
  status      text NOT NULL CHECK (status IN ('processing', 'completed', 'failed', 'canceled')),
  step        int NOT NULL DEFAULT 0 CHECK (step >= 0), -- how many are done
  progress    json NOT NULL,            -- of each step that has begun: its run, when it began and ended
  error_code  text,
  error_text  text,
  failures    int NOT NULL DEFAULT 0 CHECK (failures >= 0), -- in a row, of moving it on
  next_at     timestamptz NOT NULL,     -- nobody looks at it before: a lease while it is moved on
  created_at  timestamptz NOT NULL,
  updated_at  timestamptz NOT NULL,
  finished_at timestamptz,
  PRIMARY KEY (tenant_id, id),
  CHECK ((status = 'processing') = (finished_at IS NULL)),
  CHECK (status <> 'failed' OR error_code IS NOT NULL)
);
CREATE INDEX pipeline_run_due ON pipeline_run (next_at) WHERE status = 'processing';
