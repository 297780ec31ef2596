-- Stored results. The files lie in the artifact store under the artifact's id; this row is their manifest.
CREATE TABLE artifact (
  id         uuid PRIMARY KEY,
  tenant_id  text NOT NULL,
  job_id     uuid NOT NULL,
  attempt    int NOT NULL,
  parts      jsonb NOT NULL,            -- [{name, size, sha256}]
  summary    jsonb NOT NULL,            -- small facts: page count, first line, counts, warnings
  created_at timestamptz NOT NULL,
  confirmed  boolean NOT NULL DEFAULT false -- its job has recorded it; others are swept after a grace period
);
CREATE INDEX artifact_of_job ON artifact (job_id);
CREATE INDEX artifact_unconfirmed ON artifact (created_at) WHERE NOT confirmed;
