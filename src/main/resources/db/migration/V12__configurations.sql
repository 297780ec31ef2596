-- Configurations that clients save and name by an id. Statements: dev.sluice.api.configuration.
CREATE TABLE configuration (
  tenant_id   text NOT NULL,
  id          uuid NOT NULL,
  kind        text NOT NULL CHECK (kind IN ('extraction', 'schema', 'split')),
  name        text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  version     int NOT NULL CHECK (version >= 1), -- the latest
  created_at  timestamptz NOT NULL,
  updated_at  timestamptz NOT NULL,
  archived_at timestamptz,              -- nobody finds it any more; what was made with it stays
  PRIMARY KEY (tenant_id, id)
);
CREATE UNIQUE INDEX configuration_name ON configuration (tenant_id, kind, name) WHERE archived_at IS NULL;

CREATE TABLE configuration_version (    -- rows never change
  tenant_id  text NOT NULL,
  id         uuid NOT NULL,
  version    int NOT NULL CHECK (version >= 1),
  body       json NOT NULL,             -- as the client wrote it: jsonb would lose the order of a schema's fields
  created_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, id, version),
  FOREIGN KEY (tenant_id, id) REFERENCES configuration (tenant_id, id) ON DELETE CASCADE
);

-- Endpoints that speak a vendor's dialect get a body of its own, fixed when the event is fanned out.
-- Statements: dev.sluice.webhook.
ALTER TABLE delivery ADD COLUMN body text; -- null: the event's
