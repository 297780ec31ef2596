-- The core: nodes, batches, jobs, the work table, events. Statements that use them: dev.sluice.batch.
-- A job's live state stands in two tables: job (written at submit and at the end) and work (ready and running only).
-- The view job_state puts them together; nothing else may interpret them.

-- The queue's one clock, the database's. Tests replace this function to turn time by hand; it is inlined, so it costs nothing.
CREATE FUNCTION sluice_now() RETURNS timestamptz LANGUAGE sql VOLATILE AS 'SELECT clock_timestamp()';

CREATE TABLE node (
  id          uuid PRIMARY KEY,
  epoch       int NOT NULL,             -- grows at every start: claims of an older epoch are nobody's
  lease_until timestamptz NOT NULL
) WITH (fillfactor = 50);

CREATE TABLE batch (
  id           uuid PRIMARY KEY,
  tenant_id    text NOT NULL,
  source_id    text,                    -- the watched source it was formed from; null for one submitted by a client
  operation    text NOT NULL CHECK (operation IN ('extract', 'schema', 'tables', 'split', 'classify')),
  engine       text NOT NULL,
  options      jsonb,                   -- what the submitter asked for, the same for all jobs
  external_ref text,
  workers      int NOT NULL CHECK (workers BETWEEN 1 AND 256),
  weight       int NOT NULL DEFAULT 1 CHECK (weight BETWEEN 1 AND 100),
  status       text NOT NULL CHECK (status IN ('receiving', 'processing', 'completed', 'failed', 'canceled')),
  outcome      text CHECK (outcome IN ('succeeded', 'partial', 'failed', 'canceled', 'empty')),
  error_code   text,
  error_text   text,
  generation   int NOT NULL DEFAULT 1 CHECK (generation >= 1),
  revision     bigint NOT NULL DEFAULT 0, -- grows with every change of the counters: the sequence of its events
  rank         bigint NOT NULL DEFAULT 0, -- virtual time up to which it has been served
  -- counters over the latest generation of each document
  total        int NOT NULL DEFAULT 0,
  pending      int NOT NULL DEFAULT 0 CHECK (pending >= 0),
  active       int NOT NULL DEFAULT 0 CHECK (active >= 0),
  completed    int NOT NULL DEFAULT 0 CHECK (completed >= 0),
  failed       int NOT NULL DEFAULT 0 CHECK (failed >= 0),
  canceled     int NOT NULL DEFAULT 0 CHECK (canceled >= 0),
  last_seq     int NOT NULL DEFAULT 0,  -- job rows ever added, retries included
  next_seq     int NOT NULL DEFAULT 0,  -- rows below it have been released or never will be
  max_size     int CHECK (max_size >= 1), -- sealed when total reaches it
  seal_at      timestamptz,             -- sealed then, unless another document arrives
  quiet_time   interval,                -- how far each new document moves seal_at
  created_at   timestamptz NOT NULL,
  sealed_at    timestamptz,
  finished_at  timestamptz,
  swept        boolean NOT NULL DEFAULT true, -- false: canceled or failed, and its untouched job rows still say open
  CHECK (total = pending + active + completed + failed + canceled),
  CHECK (next_seq <= last_seq AND total <= last_seq),
  CHECK ((status = 'receiving') = (sealed_at IS NULL)),
  CHECK ((status IN ('completed', 'failed', 'canceled')) = (finished_at IS NOT NULL)),
  CHECK ((finished_at IS NULL) = (outcome IS NULL)),
  CHECK (finished_at IS NULL OR pending + active = 0),
  CHECK (swept OR status IN ('failed', 'canceled')),
  CHECK (error_code IS NULL OR status = 'failed')
) WITH (fillfactor = 20, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000);
-- No index on a counter: the batch row changes with every group of outcomes and must stay HOT.
CREATE UNIQUE INDEX batch_receiving_of_source ON batch (tenant_id, source_id) WHERE status = 'receiving' AND source_id IS NOT NULL;
CREATE INDEX batch_receiving ON batch (id) WHERE status = 'receiving';
CREATE INDEX batch_of_tenant ON batch (tenant_id, id);
CREATE INDEX batch_unswept ON batch (id) WHERE NOT swept;

CREATE TABLE job (
  id          uuid PRIMARY KEY,
  tenant_id   text NOT NULL,
  batch_id    uuid,                     -- null: a single run
  seq         int NOT NULL,
  lane        smallint NOT NULL CHECK (lane IN (0, 1)), -- 0 single runs, 1 batches
  operation   text NOT NULL CHECK (operation IN ('extract', 'schema', 'tables', 'split', 'classify')),
  engine      text NOT NULL,
  intake_id   uuid,                     -- the document; facts about it stand in intake_record
  generation  int NOT NULL DEFAULT 1 CHECK (generation >= 1),
  retry_of    uuid,
  state       text NOT NULL CHECK (state IN ('open', 'completed', 'failed', 'canceled')),
  attempt     int NOT NULL DEFAULT 0 CHECK (attempt >= 0),
  failures    int NOT NULL DEFAULT 0 CHECK (failures >= 0),
  losses      int NOT NULL DEFAULT 0 CHECK (losses >= 0),
  due_at      timestamptz,              -- in backoff until then
  ended_at    timestamptz,
  artifact_id uuid,
  error_code  text,
  error_text  text,
  UNIQUE (batch_id, seq),
  CHECK ((state = 'open') = (ended_at IS NULL)),
  CHECK (due_at IS NULL OR state = 'open'),
  CHECK (artifact_id IS NULL OR state = 'completed'),
  CHECK (state <> 'completed' OR error_code IS NULL),
  CHECK (state <> 'failed' OR error_code IS NOT NULL),
  CHECK ((retry_of IS NULL) = (generation = 1)),
  CHECK ((batch_id IS NULL) = (lane = 0))
) WITH (autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.5);
CREATE INDEX job_due ON job (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX job_due_of_batch ON job (batch_id, due_at) WHERE due_at IS NOT NULL;
CREATE INDEX job_failed_of_batch ON job (batch_id, seq) WHERE state = 'failed';
CREATE UNIQUE INDEX job_retry_of ON job (retry_of) WHERE retry_of IS NOT NULL;

CREATE TABLE work (                     -- exactly the ready and running jobs
  job_id     uuid PRIMARY KEY,
  batch_id   uuid,
  tenant_id  text NOT NULL,
  intake_id  uuid,
  operation  text NOT NULL,
  engine     text NOT NULL,
  lane       smallint NOT NULL,
  rank       bigint NOT NULL,
  ready_at   timestamptz NOT NULL,
  attempt    int NOT NULL,
  failures   int NOT NULL,
  node_id    uuid,
  node_epoch int,
  claimed_at timestamptz,
  deadline   timestamptz,
  CHECK ((node_id IS NULL) = (node_epoch IS NULL)
     AND (node_id IS NULL) = (deadline IS NULL)
     AND (node_id IS NULL) = (claimed_at IS NULL))
) WITH (fillfactor = 50, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000,
        autovacuum_vacuum_cost_delay = 0, autovacuum_analyze_threshold = 2000000000);
CREATE INDEX work_ready ON work (operation, engine, lane, rank) WHERE node_id IS NULL;

CREATE TABLE event (
  id         uuid PRIMARY KEY,
  tenant_id  text NOT NULL,
  batch_id   uuid,
  job_id     uuid,
  type       text NOT NULL,
  generation int NOT NULL,
  body       text NOT NULL,             -- fixed when written: every delivery attempt sends these bytes
  created_at timestamptz NOT NULL,
  fanned_out boolean NOT NULL DEFAULT false
);
CREATE UNIQUE INDEX event_of_batch ON event (batch_id, type, generation) WHERE job_id IS NULL AND type <> 'job_run.progress';
CREATE UNIQUE INDEX event_of_job ON event (job_id, type) WHERE job_id IS NOT NULL AND type <> 'job.started';
CREATE INDEX event_waiting ON event (id) WHERE NOT fanned_out;

-- The one reading of a job's state. Open rows of a canceled or failed batch read as canceled until a sweep writes them.
CREATE VIEW job_state AS
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
       w.claimed_at, w.node_id
  FROM job j
  LEFT JOIN batch b ON b.id = j.batch_id
  LEFT JOIN work w ON w.job_id = j.id;
