-- What is known of each watched source beside its file: who looks at it, whether it is paused, how it was at the last look.
-- Statements: dev.sluice.intake.

CREATE TABLE source (
  tenant_id        text NOT NULL,
  id               text NOT NULL,         -- the name of its file
  kind             text,                  -- the template it is made from
  place            text,                  -- what is watched, for people
  -- ownership: the one node that looks at it
  owner_node       uuid,
  lease_until      timestamptz,           -- the owner's right ends then, or as soon as the node's own lease does
  -- what people want of it
  paused_at        timestamptz,           -- null: not paused
  run_requested_at timestamptz,           -- a run, scheduled or asked for, that is not over
  -- how it was at the last look
  known_since      timestamptz NOT NULL,
  last_poll_at     timestamptz,
  last_document_at timestamptz,
  last_run_at      timestamptz,           -- when the last run that is over had been requested
  backlog          int NOT NULL DEFAULT 0 CHECK (backlog >= 0),
  waiting_since    timestamptz,           -- since when the backlog has not been empty
  error            text,
  error_since      timestamptz,
  PRIMARY KEY (tenant_id, id),
  CHECK ((owner_node IS NULL) = (lease_until IS NULL)),
  CHECK ((error IS NULL) = (error_since IS NULL))
) WITH (fillfactor = 50);
