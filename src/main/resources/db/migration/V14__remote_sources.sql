-- Watched places elsewhere: how far each has been read, and what becomes of originals in buckets.
-- Statements: dev.sluice.intake.s3 and dev.sluice.intake.feed.

CREATE TABLE s3_round (                 -- of an S3 prefix that has more objects than one page: how far it has been listed
  tenant_id text NOT NULL,
  source_id text NOT NULL,
  prefix    text NOT NULL,              -- s3://bucket/folder/; with another one the round begins anew
  cursor    text,                       -- the last key whose page is accepted; null: at the front
  PRIMARY KEY (tenant_id, source_id)
) WITH (fillfactor = 50, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 500);

CREATE TABLE object_original (          -- objects that are to be moved, tagged or deleted once their job is final
  intake_id  uuid PRIMARY KEY,
  tenant_id  text NOT NULL,
  source_id  text NOT NULL,
  state      text NOT NULL CHECK (state IN ('waiting', 'moving', 'left', 'moved', 'tagged', 'deleted', 'changed', 'gone')),
  address    text NOT NULL,             -- where it lies: s3://bucket/key
  etag       text,                      -- the version that it is there
  job_id     uuid,                      -- the job whose end has decided
  target     text,                      -- s3://bucket/key, chosen before the first step of a move
  next_at    timestamptz NOT NULL,      -- not before: somebody is at it, or it failed
  failures   int NOT NULL DEFAULT 0,
  settled_at timestamptz,
  CHECK ((state IN ('waiting', 'moving')) = (settled_at IS NULL)),
  CHECK (state <> 'moving' OR target IS NOT NULL),
  CHECK (settled_at IS NULL OR state = 'gone' OR job_id IS NOT NULL)
) WITH (autovacuum_vacuum_scale_factor = 0.02);
CREATE INDEX object_original_open ON object_original (tenant_id, source_id, intake_id) WHERE settled_at IS NULL;
CREATE INDEX object_original_job ON object_original (job_id) WHERE job_id IS NOT NULL;
-- Two objects never move to one key, on whichever node.
CREATE UNIQUE INDEX object_original_target ON object_original (target) WHERE state = 'moving';

CREATE TABLE feed_place (               -- a feed and the feeds it names: what was read last, and which are still to be read
  tenant_id     text NOT NULL,
  source_id     text NOT NULL,
  url           text NOT NULL,          -- as configured or named; may hold a secret
  parent        text,                   -- the url of the feed that names it; null for the source's own
  depth         int NOT NULL CHECK (depth >= 0),
  position      int NOT NULL,           -- in the feed that names it
  settings      text NOT NULL,          -- a hash of what decides which entries count: with others it is read anew
  etag          text,                   -- of what was read last, as its server wrote it
  last_modified text,                   -- the same
  round         bigint NOT NULL,        -- the last round in which it was dealt with
  PRIMARY KEY (tenant_id, source_id, url),
  CHECK ((depth = 0) = (parent IS NULL))
) WITH (fillfactor = 70);

CREATE TABLE feed_round (               -- of a feed source
  tenant_id  text NOT NULL,
  source_id  text NOT NULL,
  round      bigint NOT NULL,           -- the one that is being read, or was read last
  open       boolean NOT NULL,          -- whether it is being read
  failures   int NOT NULL DEFAULT 0,    -- rounds in a row whose feed could not be read
  next_at    timestamptz NOT NULL,      -- not before
  PRIMARY KEY (tenant_id, source_id)
) WITH (fillfactor = 50);
