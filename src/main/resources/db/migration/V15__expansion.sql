-- Documents that come with something: a marker that they are complete, a manifest that lists them, an archive they lay in.

ALTER TABLE intake_record
  ADD COLUMN metadata  jsonb,           -- what the manifest says about it besides, an object
  ADD COLUMN marker    text,            -- where below the folder the marker lies that said it was complete
  ADD COLUMN marker_at timestamptz,     -- when that marker was written: a later one is for a later version
  ADD COLUMN expand    text,            -- kinds of containers whose parts become documents, such as 'zip,eml'; null: none
  ADD COLUMN root_id   uuid,            -- the outermost archive that it lay in, whose limits hold for all that lies in it
  ADD COLUMN depth     int NOT NULL DEFAULT 0, -- archives it lay in
  ADD COLUMN children  jsonb;           -- what lay in it and what became of it: a list
CREATE INDEX intake_marker ON intake_record (tenant_id, source_id, marker) WHERE marker IS NOT NULL;
CREATE INDEX intake_root ON intake_record (root_id) WHERE root_id IS NOT NULL;

-- Manifests that were accepted or refused; the file of one without settled_at is still to be moved.
CREATE TABLE intake_manifest (
  id          uuid PRIMARY KEY,
  tenant_id   text NOT NULL,
  source_id   text NOT NULL,
  folder      text NOT NULL,            -- absolute path of the watched folder
  key         text NOT NULL,            -- path of the manifest below it
  version     text NOT NULL,            -- hash of the manifest's bytes and of those of its documents; refused ones: their id
  accepted    boolean NOT NULL,
  batch_id    uuid,
  size        bigint NOT NULL,          -- of the file, to know it again
  modified_at timestamptz NOT NULL,
  receipt     json NOT NULL,            -- as it is written to disk
  target      text,                     -- where below the folder it is moved to, chosen before the first step
  created_at  timestamptz NOT NULL,
  settled_at  timestamptz,
  UNIQUE (tenant_id, source_id, key, version)
);
CREATE INDEX intake_manifest_unsettled ON intake_manifest (tenant_id, source_id) WHERE settled_at IS NULL;
