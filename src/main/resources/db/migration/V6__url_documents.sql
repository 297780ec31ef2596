-- Documents that their jobs fetch: where they lie, and what came of it. Statements: dev.sluice.intake.

ALTER TABLE intake_record
  -- null for a document whose bytes were handed over
  ADD COLUMN fetch_kind       text CHECK (fetch_kind IN ('url', 's3')),
  ADD COLUMN fetch_address    text,         -- the URL, or s3://bucket/key; may hold a secret
  ADD COLUMN fetch_connection text,         -- the connection whose credentials are used
  ADD COLUMN fetch_etag       text,         -- the version that was seen; another is not taken
  ADD COLUMN fetch_version_id text,         -- the same, in a bucket that keeps versions
  ADD COLUMN fetched_at       timestamptz,  -- when its bytes came: content, size and, if none was given, name are its own from then on
  ADD COLUMN media_type       text,         -- as declared when it was handed over or fetched: a hint
  ADD CHECK ((fetch_kind IS NULL) = (fetch_address IS NULL)),
  ADD CHECK (fetch_kind IS NOT NULL OR (fetch_connection IS NULL AND fetch_etag IS NULL AND fetch_version_id IS NULL AND fetched_at IS NULL)),
  ADD CHECK (fetch_kind IS NULL OR (fetched_at IS NULL) = (content IS NULL));
