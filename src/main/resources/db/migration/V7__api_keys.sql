-- Keys of the HTTP APIs. The text of a key is never stored: sl_<id>_<secret><checksum>. Statements: dev.sluice.security.
CREATE TABLE api_key (
  tenant_id    text NOT NULL,
  id           text NOT NULL,           -- the part of the key's text that is no secret; 'configured' for a text that has none
  name         text NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
  hash         bytea NOT NULL CHECK (octet_length(hash) = 32), -- SHA-256 of the whole text, which has 256 random bits
  scopes       text[] NOT NULL CHECK (cardinality(scopes) >= 1 AND scopes <@ ARRAY['read', 'write']),
  origin       text NOT NULL CHECK (origin IN ('first', 'configured', 'created')),
  created_at   timestamptz NOT NULL,
  expires_at   timestamptz,
  last_used_at timestamptz,             -- to the minute
  revoked_at   timestamptz,
  PRIMARY KEY (tenant_id, id),
  UNIQUE (id)                           -- a key is found before its tenant is known
);
