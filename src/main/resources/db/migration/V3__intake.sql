-- Intake: one row for each version of a source document, and who owns which result file. Statements: dev.sluice.intake.

CREATE TABLE intake_record (
  id            uuid PRIMARY KEY,
  tenant_id     text NOT NULL,
  source_id     text NOT NULL,
  key           text NOT NULL,          -- folders: path below the folder, with '/'; see dev.sluice.intake.DocumentKey
  version       text NOT NULL,          -- folders: SHA-256 of the bytes; larger than allowed: size and time
  content       text,                   -- SHA-256 under which the bytes lie in the content store; null: not kept
  name          text NOT NULL,          -- the last part of the key, for people
  size          bigint NOT NULL CHECK (size >= 0),
  modified_at   timestamptz,            -- of the file when it was accepted
  external_ref  text,                   -- the client's own id
  accepted_at   timestamptz NOT NULL,
  latest_job_id uuid NOT NULL,          -- decides what becomes of the original
  -- what a watched folder needs; null for documents that lie in none
  folder        text,                   -- absolute path of the watched folder
  output        text,                   -- absolute path of the folder for results
  location      text,                   -- where below the folder the original lies: the key, later done/… or failed/…
  seen_at       timestamptz NOT NULL,   -- last dropped: later than accepted_at when it came again
  original      text NOT NULL CHECK (original IN ('none', 'in_place', 'moving', 'moved', 'changed', 'gone')),
  target        text,                   -- where below the folder it is being moved to, chosen before the first step
  settled_at    timestamptz,            -- when the original was dealt with
  UNIQUE (tenant_id, source_id, key, version),
  CHECK ((original = 'none') = (folder IS NULL)),
  CHECK ((original IN ('in_place', 'moving')) = (settled_at IS NULL AND folder IS NOT NULL)),
  CHECK ((original = 'moving') = (target IS NOT NULL))
) WITH (autovacuum_vacuum_scale_factor = 0.02);
CREATE UNIQUE INDEX intake_latest_job ON intake_record (latest_job_id);
CREATE INDEX intake_unsettled ON intake_record (tenant_id, source_id, id) WHERE original IN ('in_place', 'moving');
-- Two documents never move to one name, on whichever node.
CREATE UNIQUE INDEX intake_target ON intake_record (folder, target) WHERE original = 'moving';
CREATE INDEX intake_content ON intake_record (content) WHERE content IS NOT NULL;

-- Which document a file in an output folder belongs to, written before the file: so that none overwrites another's.
CREATE TABLE result_file (
  path      text PRIMARY KEY,           -- absolute
  tenant_id text NOT NULL,
  intake_id uuid NOT NULL
);
CREATE INDEX result_file_of_document ON result_file (intake_id);
