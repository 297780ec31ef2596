-- What is known of each watched source beside its file: who looks at it, whether it is paused, how it was at the last look.
-- Statements: dev.sluice.intake.

CREATE TABLE source (
  tenant_id        text NOT NULL,
  id               text NOT NULL,         -- the name of its file
  kind             text,                  -- the template it is made from
  place            text,                  -- what is watched, for people
  -- ownership: the one node that looks at it
  owner_node       uuid,
  lease_until      timestamptz,           -- the owner's right ends then, or as soon as the node's own lease does
  -- what people want of it
  paused_at        timestamptz,           -- null: not paused
  run_requested_at timestamptz,           -- a run, scheduled or asked for, that is not over; null: none
  -- how it was at the last look
  watched_since    timestamptz NOT NULL,  -- first looked at, or resumed
  last_poll_at     timestamptz,
  last_document_at timestamptz,
  last_run_at      timestamptz,           -- when the last run that is over had been requested
  backlog          int NOT NULL DEFAULT 0 CHECK (backlog >= 0),
  waiting_since    timestamptz,           -- since when the backlog has not been empty
  error            text,
  error_since      timestamptz,
  PRIMARY KEY (tenant_id, id),
  CHECK ((owner_node IS NULL) = (lease_until IS NULL)),
  CHECK ((error IS NULL) = (error_since IS NULL))
) WITH (fillfactor = 50);

-- A document that nobody wants to be reminded of although it failed; the mark counts while that job is its last.
ALTER TABLE intake_record
  ADD COLUMN dead_job_id uuid,
  ADD COLUMN dead_at     timestamptz,
  ADD COLUMN dead_reason text,
  ADD CHECK ((dead_at IS NULL) = (dead_job_id IS NULL)),
  ADD CHECK ((dead_at IS NULL) = (dead_reason IS NULL));
-- What lists of a source's documents are asked by; those that clients hand in are listed with their batch.
CREATE INDEX intake_of_source ON intake_record (tenant_id, source_id, id) WHERE left(source_id, 4) <> 'api:';
CREATE INDEX intake_name ON intake_record (tenant_id, source_id, lower(name) text_pattern_ops, id) WHERE left(source_id, 4) <> 'api:';
CREATE INDEX intake_dead ON intake_record (tenant_id, source_id, id) WHERE dead_at IS NOT NULL;
CREATE INDEX batch_of_source ON batch (tenant_id, source_id, id) WHERE source_id IS NOT NULL;

-- Schedules: the tables of Quartz 2.5's clustered job store, names and columns as it asks for them. Of its indexes those that
-- its statements for a few hundred cron triggers use. Only Quartz writes here.
CREATE TABLE qrtz_job_details (
  sched_name text, job_name text, job_group text, description text, job_class_name text NOT NULL, is_durable bool NOT NULL,
  is_nonconcurrent bool NOT NULL, is_update_data bool NOT NULL, requests_recovery bool NOT NULL, job_data bytea,
  PRIMARY KEY (sched_name, job_name, job_group)
);
CREATE TABLE qrtz_triggers (
  sched_name text, trigger_name text, trigger_group text, job_name text NOT NULL, job_group text NOT NULL, description text,
  next_fire_time bigint, prev_fire_time bigint, priority int, trigger_state text NOT NULL, trigger_type text NOT NULL,
  start_time bigint NOT NULL, end_time bigint, calendar_name text, misfire_instr smallint, job_data bytea,
  PRIMARY KEY (sched_name, trigger_name, trigger_group),
  FOREIGN KEY (sched_name, job_name, job_group) REFERENCES qrtz_job_details
);
CREATE INDEX qrtz_triggers_job ON qrtz_triggers (sched_name, job_name, job_group);
CREATE INDEX qrtz_triggers_next ON qrtz_triggers (sched_name, trigger_state, next_fire_time);
CREATE TABLE qrtz_simple_triggers (
  sched_name text, trigger_name text, trigger_group text, repeat_count bigint NOT NULL, repeat_interval bigint NOT NULL,
  times_triggered bigint NOT NULL,
  PRIMARY KEY (sched_name, trigger_name, trigger_group),
  FOREIGN KEY (sched_name, trigger_name, trigger_group) REFERENCES qrtz_triggers
);
CREATE TABLE qrtz_cron_triggers (
  sched_name text, trigger_name text, trigger_group text, cron_expression text NOT NULL, time_zone_id text,
  PRIMARY KEY (sched_name, trigger_name, trigger_group),
  FOREIGN KEY (sched_name, trigger_name, trigger_group) REFERENCES qrtz_triggers
);
CREATE TABLE qrtz_simprop_triggers (
  sched_name text, trigger_name text, trigger_group text, str_prop_1 text, str_prop_2 text, str_prop_3 text, int_prop_1 int,
  int_prop_2 int, long_prop_1 bigint, long_prop_2 bigint, dec_prop_1 numeric(13, 4), dec_prop_2 numeric(13, 4),
  bool_prop_1 bool, bool_prop_2 bool,
  PRIMARY KEY (sched_name, trigger_name, trigger_group),
  FOREIGN KEY (sched_name, trigger_name, trigger_group) REFERENCES qrtz_triggers
);
CREATE TABLE qrtz_blob_triggers (
  sched_name text, trigger_name text, trigger_group text, blob_data bytea,
  PRIMARY KEY (sched_name, trigger_name, trigger_group),
  FOREIGN KEY (sched_name, trigger_name, trigger_group) REFERENCES qrtz_triggers
);
CREATE TABLE qrtz_calendars (
  sched_name text, calendar_name text, calendar bytea NOT NULL,
  PRIMARY KEY (sched_name, calendar_name)
);
CREATE TABLE qrtz_paused_trigger_grps (
  sched_name text, trigger_group text,
  PRIMARY KEY (sched_name, trigger_group)
);
CREATE TABLE qrtz_fired_triggers (
  sched_name text, entry_id text, trigger_name text NOT NULL, trigger_group text NOT NULL, instance_name text NOT NULL,
  fired_time bigint NOT NULL, sched_time bigint NOT NULL, priority int NOT NULL, state text NOT NULL, job_name text,
  job_group text, is_nonconcurrent bool, requests_recovery bool,
  PRIMARY KEY (sched_name, entry_id)
);
CREATE TABLE qrtz_scheduler_state (
  sched_name text, instance_name text, last_checkin_time bigint NOT NULL, checkin_interval bigint NOT NULL,
  PRIMARY KEY (sched_name, instance_name)
);
CREATE TABLE qrtz_locks (
  sched_name text, lock_name text,
  PRIMARY KEY (sched_name, lock_name)
);
