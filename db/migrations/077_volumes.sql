-- Yearly volumes (年度卷) and the archives handed over at the end of a term: a pack that can be checked without the program. What it holds lies with the
-- files; the seal over its manifest stands here and in the journal.

create table archive_volumes (
  county_id    uuid not null references counties,
  id           uuid not null,
  state        text not null,
  version      integer not null,
  changed_at   timestamptz not null,
  created_at   timestamptz not null,
  batch_id     uuid,
  scope        text not null check (scope in ('year', 'term')),
  year         integer check (year between 1949 and 2200),
  term         integer check (term between 1 and 99),
  committee_id uuid,
  title        text not null check (char_length(title) between 1 and 200),
  from_day     date not null,
  to_day       date not null,
  as_of        timestamptz not null,
  journal_seq  bigint not null,
  journal_hash text not null check (char_length(journal_hash) <= 64),
  files_n      integer check (files_n >= 0),
  records_n    integer check (records_n >= 0),
  pack_hash    text check (char_length(pack_hash) = 64),
  pack_bytes   bigint check (pack_bytes >= 0),
  seal         text check (char_length(seal) = 64),
  sealed_on    date,
  stamped_at   timestamptz,
  stamp_by     text check (char_length(stamp_by) <= 200),
  fault        text check (char_length(fault) <= 500),
  primary key (county_id, id),
  foreign key (county_id, committee_id) references committees,
  check (from_day <= to_day and (scope = 'year') = (year is not null) and (scope = 'term') = (term is not null))
);
comment on table archive_volumes is 'A sealed pack of the archives of a year or a term, of the county or of one committee';
comment on column archive_volumes.as_of is 'Records are read as they stood at this moment; journal_seq and journal_hash: the last line of the journal then';
comment on column archive_volumes.seal is 'SHA-256 of the manifest, which names the SHA-256 of every file in the pack; pack_hash: of the pack as one file';
comment on column archive_volumes.stamped_at is 'Moment that the time-stamp server (RFC 3161) bears witness to, where one is set; stamp_by: who it says it is';
comment on column archive_volumes.fault is 'Why the pack could not be made or stamped';
create unique index archive_volumes_once on archive_volumes (county_id, scope, coalesce(year, term), coalesce(committee_id, '00000000-0000-0000-0000-000000000000')) where state <> 'void';
create index archive_volumes_newest on archive_volumes (county_id, to_day desc, id desc);
create index archive_volumes_committee on archive_volumes (county_id, committee_id, to_day desc);
create index archive_volumes_state on archive_volumes (county_id, state, to_day desc);
call record_table('archive_volumes');
