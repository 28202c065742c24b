-- 组织有序: the decisions under which committees were set up; and what posts and rosters need besides.

create table settings (
  county_id     uuid not null references counties,
  id            uuid not null,
  state         text not null,
  version       integer not null,
  changed_at    timestamptz not null,
  created_at    timestamptz not null,
  batch_id      uuid,
  title         text not null check (char_length(title) between 1 and 200),
  committee_ids uuid[] not null,
  studied_on    date,
  studied_with  text check (char_length(studied_with) <= 200),
  request_no    text check (char_length(request_no) <= 60),
  requested_on  date,
  meeting       text check (char_length(meeting) <= 100),
  decided_on    date,
  document_no   text check (char_length(document_no) <= 60),
  issued_by     text check (char_length(issued_by) <= 60),
  issued_on     date,
  scan          text check (char_length(scan) <= 200),
  remark        text check (char_length(remark) <= 500),
  primary key (county_id, id)
);
comment on table settings is 'Setting-up decisions: studied, requested, decided by the county Party standing committee, issued';
comment on column settings.committee_ids is 'The committees it covers; part of the record, so that every past version tells which they were';
comment on column settings.scan is 'Where the signed paper is kept: file, box, page';
create index settings_newest on settings (county_id, created_at desc, id desc);
call record_table('settings');

-- Old rosters do not say since when; what is not known is not invented, and counts as long ago.
alter table members alter column joined_on drop not null;
alter table members_history alter column joined_on drop not null;
alter table posts alter column since drop not null;
alter table posts_history alter column since drop not null;
comment on column members.joined_on is 'Null: not known, long ago';
comment on column posts.since is 'Null: not known, long ago';

create index committees_rank on committees (county_id, rank, founded_on);
create index committees_decision on committees (county_id, decision_id);

-- A new column goes to the history as well, at the same place.
alter table posts add column added_as text check (added_as in ('representative', 'department'));
alter table posts_history add column added_as text;
comment on column posts.added_as is 'Not a county member, but added (吸纳) as representative of a sector or head of a livelihood department';
create index posts_newest on posts (county_id, since desc, id desc);
create index posts_unit on posts (county_id, unit_id) where unit_id is not null;

create index members_order on members (county_id, name_key, name);
create index members_sector on members (county_id, sector_id, state);
create index members_state on members (county_id, state, name_key, name);
create index people_phone on people (county_id, phone) where phone is not null;
create index people_id_number on people (county_id, id_number) where id_number is not null;
