-- 不是委员的参加人员: representatives of sectors, heads of livelihood departments, informants, in a record of their own.

create table participants (
  county_id    uuid not null references counties,
  id           uuid not null,
  state        text not null,
  version      integer not null,
  changed_at   timestamptz not null,
  created_at   timestamptz not null,
  batch_id     uuid,
  person_id    uuid not null,
  name         text not null,
  committee_id uuid not null,
  kind         text not null check (char_length(kind) between 1 and 30),
  belongs      boolean not null default false,
  sector_id    uuid,
  since        date,
  until        date,
  named_by     text check (char_length(named_by) <= 100),
  basis        text check (char_length(basis) <= 100),
  named_openly boolean not null default false,
  primary key (county_id, id),
  foreign key (county_id, person_id) references people,
  foreign key (county_id, committee_id) references committees,
  foreign key (county_id, sector_id) references sectors
);
comment on table participants is 'People who are no county members and take part in a committee''s work: as what, since when, named by whom';
comment on column participants.kind is 'The county''s own word for it, from the list that the setting-up plan gives';
comment on column participants.belongs is 'Taken into the committee (吸纳) under the plan of that day; others, like informants, work for it without belonging to it';
comment on column participants.since is 'Null: not known, long ago';
comment on column participants.named_by is 'Who recommended or engaged the person';
comment on column participants.named_openly is 'The person agreed in writing to be named on the committee''s public page';
create index participants_newest on participants (county_id, since desc, id desc);
create index participants_person on participants (county_id, person_id, state);
create index participants_committee on participants (county_id, committee_id, state, since);
create index participants_sector on participants (county_id, sector_id, state) where sector_id is not null;
create unique index participants_once on participants (county_id, committee_id, person_id, kind) where state = 'taking_part';
call record_table('participants');

-- Whoever was entered as a post moves with its versions, so that past moments count as they did. County by county, because row-level security
-- holds the owner too. The words are those with which the program begins; a county that has others corrects them.
create function pg_temp.kind_of(role text, added_as text) returns text language sql immutable
  as $$ select case when role = 'informant' then '信息员' when added_as = 'department' then '民生部门负责人' else '界别群众代表' end $$;
do $$ declare county uuid; begin
  for county in select county_id from counties loop
    perform set_config('app.county', county::text, true);
    insert into participants (county_id, id, state, version, changed_at, created_at, batch_id, person_id, name, committee_id, kind, belongs, since, until, basis)
      select county_id, id, case state when 'holding' then 'taking_part' else 'ended' end, version, changed_at, created_at, batch_id, person_id, name, committee_id,
        pg_temp.kind_of(role, added_as), role <> 'informant', since, until, document_no
      from posts where county_id = county and committee_id is not null and (role = 'informant' or role = 'committee_member' and added_as is not null)
      on conflict do nothing;
    insert into participants_history (superseded_at, county_id, id, state, version, changed_at, created_at, batch_id, person_id, name, committee_id, kind, belongs, since, until, basis, named_openly)
      select superseded_at, county_id, id, case state when 'holding' then 'taking_part' else 'ended' end, version, changed_at, created_at, batch_id, person_id, name, committee_id,
        pg_temp.kind_of(role, added_as), role <> 'informant', since, until, document_no, false
      from posts_history where county_id = county and id in (select id from participants where county_id = county);
    delete from posts_history where county_id = county and id in (select id from participants where county_id = county);
    delete from posts where county_id = county and (role = 'informant' or role = 'committee_member' and added_as is not null);
    update parameter_values set key = 'participants.ledger', value = case value when 'yes' then '信息员' else '无' end where county_id = county and key = 'informants.ledger';
    update parameter_values_history set key = 'participants.ledger', value = case value when 'yes' then '信息员' else '无' end where county_id = county and key = 'informants.ledger';
    update plans set clauses = replace(clauses::text, '"informants.ledger"', '"participants.ledger"')::jsonb where county_id = county and clauses::text like '%"informants.ledger"%';
  end loop;
  perform set_config('app.county', '', true);
end $$;
alter table posts drop column added_as;
alter table posts_history drop column added_as;
comment on column ledger_entries.informant_id is 'The person, when a participant of the committee wrote it down; participants see only what they brought';

-- What gives rights, in one place for whoever asks what somebody holds.
create view holdings with (security_invoker = true) as
  select county_id, person_id, id, state = 'holding' as holding, role, committee_id, unit_id, null::text as kind, since, until from posts
  union all
  select county_id, person_id, id, state = 'taking_part', 'participant', committee_id, null::uuid, kind, since, until from participants;
comment on view holdings is 'Posts, and participations in the work of committees: everything besides a membership that gives rights';
grant select on holdings to lianxinqiao_app;

-- Participants may be asked to a consultation, and may suggest its topic.
alter table consultations add column attendant_ids uuid[] not null default '{}';
alter table consultations add column suggested_by uuid;
alter table consultations add foreign key (county_id, suggested_by) references people;
alter table consultations_history add column attendant_ids uuid[] not null default '{}';
alter table consultations_history add column suggested_by uuid;
comment on column consultations.attendant_ids is 'People (people.id) among the committee''s participants who are asked to it and therefore see it';
comment on column consultations.suggested_by is 'The participant who suggested the topic; null: the committee''s own';
create index consultations_suggested on consultations (county_id, suggested_by, held_on desc) where suggested_by is not null;
create index consultations_attendants on consultations using gin (county_id, attendant_ids) with (fastupdate = off);
