-- Files beside a record: the scan of a signed paper, a photo. The content lies in the file store under its hash; here is what it is called.

create table attachments (
  county_id     uuid not null references counties,
  id            uuid not null,
  record        text not null,
  record_id     uuid not null,
  sort          integer not null check (sort > 0),
  name          text not null check (char_length(name) between 1 and 120),
  kind          text not null check (kind ~ '^[a-z0-9]{2,8}$'),
  bytes         integer not null check (bytes > 0),
  hash          text not null check (hash ~ '^[0-9a-f]{64}$'),
  account_id    uuid,
  person_id     uuid,
  added_by      text not null,
  added_at      timestamptz not null,
  withdrawn_by  text,
  withdrawn_at  timestamptz,
  withdrawn_why text check (char_length(withdrawn_why) between 1 and 1000),
  primary key (county_id, id),
  unique (county_id, record, record_id, sort),
  check (num_nulls(withdrawn_by, withdrawn_at, withdrawn_why) in (0, 3))
);
comment on table attachments is 'Files attached to a record. Part of it: no life of their own, whoever may see the record sees that they are there';
comment on column attachments.sort is 'Counts up within the record; never given twice';
comment on column attachments.kind is 'What the content is, as its bytes say: platform/files/kinds.ts';
comment on column attachments.hash is 'sha256 of the content as it is kept; the journal line of the act names it too';
comment on column attachments.added_by is 'Name of the person as it was then';
comment on column attachments.withdrawn_why is 'A withdrawn file is shown no more; row and content stay';
create index attachments_by_hash on attachments (county_id, hash, id);
-- What was attached cannot be made into something else: only its withdrawal is ever written.
call guard_by_county('attachments', 'select, insert, update (withdrawn_by, withdrawn_at, withdrawn_why)');
