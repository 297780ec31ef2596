-- What lists are asked for by clients. None of these columns changes after the insert.
CREATE INDEX batch_external_ref ON batch (tenant_id, external_ref, id) WHERE external_ref IS NOT NULL;
CREATE INDEX intake_external_ref ON intake_record (tenant_id, external_ref) WHERE external_ref IS NOT NULL;
