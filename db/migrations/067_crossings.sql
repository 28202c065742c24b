-- Crossings between the duties: links that people make, and which of several records of one event counts.

create table crossings (
  county_id          uuid not null references counties,
  id                 uuid not null,
  state              text not null,
  version            integer not null,
  changed_at         timestamptz not null,
  created_at         timestamptz not null,
  batch_id           uuid,
  kind               text not null check (kind in ('led_to', 'same_event')),
  from_record        text not null check (char_length(from_record) between 1 and 50),
  from_id            uuid not null,
  to_record          text not null check (char_length(to_record) between 1 and 50),
  to_id              uuid not null,
  counts_id          uuid,
  why                text not null check (char_length(why) between 1 and 500),
  made_on            date not null,
  made_by            text not null check (char_length(made_by) between 1 and 50),
  made_by_id         uuid,
  committee_id       uuid,
  other_committee_id uuid,
  about_unit_id      uuid,
  about_person       text,
  primary key (county_id, id),
  foreign key (county_id, committee_id) references committees,
  foreign key (county_id, other_committee_id) references committees,
  foreign key (county_id, about_unit_id) references units,
  check (from_id <> to_id),
  check (counts_id is null or (kind = 'same_event' and counts_id in (from_id, to_id)))
);
comment on table crossings is 'Links between records that a person made (关联): one led to the other, or both are records of one event. Links that are columns of records are not copied here';
comment on column crossings.from_record is 'Record type of the end from which it began; with kind same_event the order of the two says nothing';
comment on column crossings.counts_id is 'Of two records of one event of the same kind: the one that whoever linked them wants counted';
comment on column crossings.why is 'Why they belong together, in words; it must not name who told a ledger entry';
comment on column crossings.committee_id is 'The committee of the ledger entry among the two, else of the first; other_committee_id is that of the other. Null: none';
comment on column crossings.about_unit_id is 'Taken from the ledger entry among the two, like about_person: those complained of find the link no more than the entry';
create unique index crossings_once on crossings (county_id, kind, from_id, to_id) where state = 'standing';
create index crossings_from on crossings (county_id, from_id) where state = 'standing';
create index crossings_to on crossings (county_id, to_id) where state = 'standing';
create index crossings_newest on crossings (county_id, made_on desc, id desc);
create index crossings_committee on crossings (county_id, committee_id, made_on desc, id desc);
create index crossings_maker on crossings (county_id, made_by_id, made_on desc, id desc);
create index crossings_same on crossings (county_id, made_on desc, id desc) where state = 'standing' and kind = 'same_event';
call record_table('crossings');

do $$ declare name text; begin
  foreach name in array array['inspections', 'consultations', 'deeds'] loop
    execute format('alter table %I add column counted_with uuid', name);
    execute format('alter table %I add column counted_with uuid', name || '_history');
    execute format('alter table %I add check (counted_with <> id)', name);
    execute format('create index %I on %I (county_id, counted_with) where counted_with is not null', name || '_counted_with', name);
    execute format('comment on column %I.counted_with is %L', name, 'The record of the same event that counts in its stead; follows from the links of the kind same_event. Null: it counts itself');
  end loop;
end $$;

-- Every column that leads from one record to another is followed from both of its ends.
create index disputes_of_entry on disputes (county_id, entry_id) where entry_id is not null;
create index proposal_answers_proposal on proposal_answers (county_id, proposal_id);
