-- Delivery of events to webhook endpoints. Statements that use them: dev.sluice.webhook.
-- An endpoint's address, secrets and subscription stand in the configuration; here is what must survive a restart.
CREATE TABLE endpoint (
  tenant_id       text NOT NULL,
  id              uuid NOT NULL,        -- derived from the URL: the same in every life of the hub
  label           text NOT NULL,        -- for people: without path and query, which may hold a token
  created_at      timestamptz NOT NULL,
  last_success_at timestamptz,          -- to within ten seconds
  failing_since   timestamptz,          -- first failure after the last success
  exhausted       int NOT NULL DEFAULT 0 CHECK (exhausted >= 0), -- deliveries given up since the last success
  resume_at       timestamptz,          -- the endpoint asked not to be called before
  disabled_at     timestamptz,
  disabled_reason text,
  PRIMARY KEY (tenant_id, id),
  CHECK ((disabled_at IS NULL) = (disabled_reason IS NULL)),
  CHECK (exhausted = 0 OR failing_since IS NOT NULL)
);

CREATE TABLE delivery (                 -- one event to one endpoint, whatever number of attempts it takes
  id              uuid PRIMARY KEY,
  tenant_id       text NOT NULL,
  event_id        uuid NOT NULL,        -- the body is the event's: every attempt sends the same bytes
  endpoint_id     uuid NOT NULL,
  batch_id        uuid,
  type            text NOT NULL,
  event_at        timestamptz NOT NULL,
  state           text NOT NULL CHECK (state IN ('pending', 'sending', 'delivered', 'failed', 'superseded')),
  attempts        int NOT NULL DEFAULT 0 CHECK (attempts >= 0), -- ever begun: the fence, and the number of the attempt row
  failures        int NOT NULL DEFAULT 0 CHECK (failures >= 0), -- place in the retry schedule; a crash of the hub is none
  next_attempt_at timestamptz,
  lease_until     timestamptz,
  node_id         uuid,
  created_at      timestamptz NOT NULL,
  ended_at        timestamptz,
  UNIQUE (event_id, endpoint_id),
  FOREIGN KEY (tenant_id, endpoint_id) REFERENCES endpoint (tenant_id, id),
  CHECK ((state = 'pending') = (next_attempt_at IS NOT NULL)),
  CHECK ((state = 'sending') = (lease_until IS NOT NULL)),
  CHECK ((state = 'sending') = (node_id IS NOT NULL)),
  CHECK ((state IN ('delivered', 'failed', 'superseded')) = (ended_at IS NOT NULL)),
  CHECK (failures <= attempts),
  CHECK (state NOT IN ('sending', 'delivered', 'failed') OR attempts >= 1),
  CHECK (state <> 'superseded' OR type = 'job_run.progress')
) WITH (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02);
CREATE INDEX delivery_due ON delivery (endpoint_id, next_attempt_at) WHERE state = 'pending';
CREATE INDEX delivery_sending ON delivery (lease_until) WHERE state = 'sending';
CREATE INDEX delivery_of_batch ON delivery (batch_id) WHERE batch_id IS NOT NULL;
CREATE INDEX delivery_progress ON delivery (endpoint_id, batch_id, event_at) WHERE type = 'job_run.progress';

CREATE TABLE delivery_attempt (         -- one POST; written before it is sent, so that a crash leaves a trace of it
  delivery_id uuid NOT NULL REFERENCES delivery (id) ON DELETE CASCADE,
  attempt     int NOT NULL CHECK (attempt >= 1),
  tenant_id   text NOT NULL,
  outcome     text NOT NULL CHECK (outcome IN ('sending', 'delivered', 'failed', 'lost')),
  started_at  timestamptz NOT NULL,
  ended_at    timestamptz,
  status      int CHECK (status BETWEEN 100 AND 999), -- null: no answer
  latency_ms  bigint CHECK (latency_ms >= 0),
  error       text CHECK (length(error) <= 1000),
  response    text CHECK (octet_length(response) <= 4096),
  PRIMARY KEY (delivery_id, attempt),
  CHECK ((outcome = 'sending') = (ended_at IS NULL)),
  CHECK (outcome <> 'delivered' OR status BETWEEN 200 AND 299),
  CHECK (outcome <> 'failed' OR error IS NOT NULL)
);
