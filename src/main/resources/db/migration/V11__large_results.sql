-- Single runs of clients, and results that are too large to be answered at once. Statements: dev.sluice.api.submit,
-- dev.sluice.api.pulse.largeresult.

CREATE TABLE single_run (                 -- what a dialect keeps with a run, as batch.output is for batches
  job_id    uuid PRIMARY KEY,
  tenant_id text NOT NULL,
  kept      jsonb NOT NULL
);

CREATE TABLE large_result (               -- written when somebody is first told of it
  job_id     uuid PRIMARY KEY,
  tenant_id  text NOT NULL,
  token      text NOT NULL,               -- opens it without a key
  expires_at timestamptz NOT NULL,
  lent_to    uuid,                        -- the download under way
  lent_until timestamptz,                 -- a download that says nothing for so long is over
  spent_at   timestamptz,                 -- when it was downloaded whole
  CHECK ((lent_to IS NULL) = (lent_until IS NULL))
);
CREATE INDEX large_result_expiring ON large_result (expires_at);
