-- What batches that come over HTTP need. Statements: dev.sluice.batch (output), dev.sluice.api.

-- Where results of its documents are written besides the artifact store, and in whose words: an object that only the
-- dialect reads which took the batch in. Null: nowhere.
ALTER TABLE batch ADD COLUMN output jsonb;

-- Answers to requests that carried an Idempotency-Key, written in the transaction of what they created.
CREATE TABLE idempotency_key (
  tenant_id   text NOT NULL,
  key         text NOT NULL,
  fingerprint text NOT NULL,            -- SHA-256 of what was asked for: another request must not use the key
  status      int,                      -- null only inside of the transaction that is making the answer
  body        text,
  created_at  timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, key)
);
CREATE INDEX idempotency_key_age ON idempotency_key (created_at);

-- Prefixes with more objects than an API call waits for: listed on in the background, the batch unsealed meanwhile.
CREATE TABLE batch_listing (
  batch_id     uuid PRIMARY KEY REFERENCES batch (id) ON DELETE CASCADE,
  tenant_id    text NOT NULL,
  prefix       text NOT NULL,           -- s3://bucket/folder/
  connection   text,                    -- the connection whose credentials are used; null: the default
  cursor       text,                    -- the last key that was looked at: moves in the transaction that adds its page
  next_ordinal int NOT NULL,
  failures     int NOT NULL DEFAULT 0,  -- in a row
  next_at      timestamptz NOT NULL     -- nobody looks at it before
);
CREATE INDEX batch_listing_due ON batch_listing (next_at);
