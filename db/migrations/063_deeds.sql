-- Deeds in depth: promises, the record itself, confirmation by those who were helped, and spot checks by the county.

do $$ declare name text; begin
  foreach name in array array['deeds', 'deeds_history'] loop
    execute format('alter table %I
      add column promise_term text,
      add column target text,
      add column measure text,
      add column due_on date,
      add column published_on date,
      add column progress jsonb not null default ''[]'',
      add column promise_id uuid,
      add column served_n integer not null default 0,
      add column carried_n integer not null default 0,
      add column started_on date,
      add column hours double precision,
      add column place text,
      add column helped text,
      add column partner text,
      add column value_yuan integer,
      add column photo_consent text,
      add column contact_name text,
      add column contact_phone text,
      add column contact_erased_on date,
      add column confirm_needed boolean not null default false,
      add column confirmation text,
      add column confirmed_on date,
      add column confirmed_n integer not null default 0,
      add column checked_on date,
      add column check_result text,
      add column order_id uuid,
      add column station_id uuid', name);
  end loop;
end $$;

alter table deeds
  add check (promise_term in ('long', 'yearly', 'immediate')),
  add check (char_length(target) <= 500),
  add check (char_length(measure) <= 1000),
  add check (jsonb_typeof(progress) = 'array'),
  add check (served_n >= 0 and carried_n >= 0 and confirmed_n >= 0),
  add check (hours > 0 and hours * 2 = floor(hours * 2)),
  add check (char_length(place) <= 200),
  add check (char_length(helped) <= 100),
  add check (char_length(partner) <= 200),
  add check (value_yuan >= 0),
  add check (photo_consent in ('agreed', 'nobody', 'refused')),
  add check (char_length(contact_name) <= 50),
  add check (char_length(contact_phone) <= 20),
  add check (confirmation in ('done', 'partly', 'not_done')),
  add check (check_result in ('passed', 'failed')),
  add foreign key (county_id, promise_id) references deeds;
comment on column deeds.promise_term is 'Of what began as a promise (承诺): long-term, of the year, or at once';
comment on column deeds.due_on is 'By which day it was promised; a promise that is carried over gets a later one';
comment on column deeds.published_on is 'Since when the committee shows the promise to everybody; null when it does not';
comment on column deeds.progress is 'What was told of a promise under way: [{on, note}], oldest first';
comment on column deeds.promise_id is 'The long-term promise under which this deed was done (deeds.id)';
comment on column deeds.served_n is 'Deeds done under this promise: with any, it is fulfilled by them and counts as none itself';
comment on column deeds.carried_n is 'How often the promise was carried over';
comment on column deeds.started_on is 'First day, where it took several; done_on is the last';
comment on column deeds.helped is 'Which groups were helped, in words: no names';
comment on column deeds.value_yuan is 'Money and goods given, in yuan; shown to those privy to the deed alone';
comment on column deeds.photo_consent is 'Whether those in the pictures agree (agreed), nobody can be recognised (nobody), or they do not agree (refused)';
comment on column deeds.contact_name is 'Whom to ask whether it was done; erased after the days of a parameter, in every version';
comment on column deeds.confirm_needed is 'Whether the plan of the day of entry asked for a confirmation before verification: a later plan asks nothing more of it';
comment on column deeds.confirmation is 'What those who were helped say, the worst of all that count';
comment on column deeds.order_id is 'The resident''s order that was accepted, where the deed came of one';
comment on column deeds.station_id is 'The service station at which it was done';
create index deeds_promised on deeds (county_id, due_on, id) where state = 'promised';
create index deeds_published on deeds (county_id, published_on desc, id) where published_on is not null;
create index deeds_promise on deeds (county_id, promise_id) where promise_id is not null;
create index deeds_order on deeds (county_id, order_id) where order_id is not null;
create index deeds_station on deeds (county_id, station_id, done_on desc) where station_id is not null;
create index deeds_contact on deeds (county_id, done_on, id) where contact_name is not null or contact_phone is not null;

create table deed_confirmations (
  county_id    uuid not null references counties,
  id           uuid not null,
  state        text not null,
  version      integer not null,
  changed_at   timestamptz not null,
  created_at   timestamptz not null,
  batch_id     uuid,
  deed_id      uuid not null,
  committee_id uuid,
  member_id    uuid,
  subject      text not null check (char_length(subject) between 1 and 200),
  way          text not null check (way in ('code', 'call', 'slip')),
  said         text not null check (said in ('done', 'partly', 'not_done')),
  missing      text check (char_length(missing) <= 500),
  told_on      date not null,
  answered_by  text check (char_length(answered_by) <= 50),
  caller       text check (char_length(caller) <= 50),
  code_id      uuid,
  flags        text[] not null default '{}',
  primary key (county_id, id),
  foreign key (county_id, deed_id) references deeds,
  foreign key (county_id, committee_id) references committees,
  foreign key (county_id, member_id) references members
);
comment on table deed_confirmations is 'What somebody who was helped says of a deed: by a slip''s code, called back by the committee, or on a signed slip. Never by the member';
comment on column deed_confirmations.subject is 'The deed, as it was called then';
comment on column deed_confirmations.answered_by is 'Who spoke, in words and without a name: the person helped, a relative, the village';
comment on column deed_confirmations.flags is 'Why it deserves a second look: from the member''s device, from one device for several deeds';
create unique index deed_confirmations_code on deed_confirmations (county_id, code_id) where code_id is not null and state <> 'void';
create index deed_confirmations_deed on deed_confirmations (county_id, deed_id, id);
create index deed_confirmations_newest on deed_confirmations (county_id, told_on desc, id desc);
create index deed_confirmations_committee on deed_confirmations (county_id, committee_id, told_on desc, id desc);
create index deed_confirmations_flagged on deed_confirmations (county_id, told_on desc, id desc) where flags <> '{}' and state = 'given';
call record_table('deed_confirmations');

create table deed_codes (
  county_id uuid not null references counties,
  id        uuid not null,
  code_hash text not null,
  deed_id   uuid not null,
  made_at   timestamptz not null,
  made_by   text not null check (char_length(made_by) <= 50),
  until     date not null,
  used_at   timestamptz,
  primary key (county_id, id),
  foreign key (county_id, deed_id) references deeds
);
comment on table deed_codes is 'Slips by which somebody who was helped says without an account what became of it; one slip speaks once';
comment on column deed_codes.code_hash is 'sha256 of the code: the code itself is only on the slip';
create unique index deed_codes_code on deed_codes (county_id, code_hash);
create index deed_codes_of on deed_codes (county_id, deed_id);
call guard_by_county('deed_codes');

create table deed_devices (
  county_id uuid not null references counties,
  member_id uuid not null,
  mark      text not null,
  seen_on   date not null,
  primary key (county_id, member_id, mark),
  foreign key (county_id, member_id) references members
);
comment on table deed_devices is 'Devices from which members asked for slips: salted hashes, kept for the days of a parameter, only to see whether a member confirms the own deed';
create index deed_devices_seen on deed_devices (county_id, seen_on);
call guard_by_county('deed_devices');

create table deed_traces (
  county_id       uuid not null references counties,
  confirmation_id uuid not null,
  member_id       uuid,
  device          text,
  at              timestamptz not null,
  primary key (county_id, confirmation_id),
  foreign key (county_id, confirmation_id) references deed_confirmations
);
comment on table deed_traces is 'From which device a confirmation came: a salted hash, kept for the days of a parameter, only to see whether one device speaks for many';
create index deed_traces_device on deed_traces (county_id, device, at);
create index deed_traces_at on deed_traces (county_id, at);
call guard_by_county('deed_traces');

create table deed_rounds (
  county_id   uuid not null references counties,
  id          uuid not null,
  state       text not null,
  version     integer not null,
  changed_at  timestamptz not null,
  created_at  timestamptz not null,
  batch_id    uuid,
  title       text not null check (char_length(title) between 1 and 100),
  from_day    date not null,
  to_day      date not null,
  pool        text not null check (pool in ('verified', 'done')),
  sample_size integer not null check (sample_size > 0),
  seed        text not null check (char_length(seed) between 1 and 60),
  basis       text check (char_length(basis) <= 200),
  drawn_on    date,
  drawn_from  uuid[] not null default '{}',
  deed_ids    uuid[] not null default '{}',
  primary key (county_id, id),
  check (from_day <= to_day)
);
comment on table deed_rounds is 'Spot checks of deeds by the county (抽查): the sample is drawn from a public seed, so that anybody can draw it again';
comment on column deed_rounds.pool is 'Out of which deeds: those that committees verified, or all that were done';
comment on column deed_rounds.drawn_from is 'All deeds that were in the pool when it was drawn';
create index deed_rounds_newest on deed_rounds (county_id, from_day desc, id desc);
call record_table('deed_rounds');

create table deed_checks (
  county_id    uuid not null references counties,
  id           uuid not null,
  state        text not null,
  version      integer not null,
  changed_at   timestamptz not null,
  created_at   timestamptz not null,
  batch_id     uuid,
  round_id     uuid not null,
  deed_id      uuid not null,
  committee_id uuid,
  member_id    uuid,
  subject      text not null check (char_length(subject) between 1 and 200),
  drawn_on     date not null,
  way          text check (way in ('visit', 'call', 'papers')),
  found        text check (char_length(found) <= 1000),
  checked_on   date,
  checker      text check (char_length(checker) <= 50),
  primary key (county_id, id),
  foreign key (county_id, round_id) references deed_rounds,
  foreign key (county_id, deed_id) references deeds,
  foreign key (county_id, committee_id) references committees,
  foreign key (county_id, member_id) references members
);
comment on table deed_checks is 'One deed of a spot check and what was found of it';
create unique index deed_checks_once on deed_checks (county_id, round_id, deed_id);
create index deed_checks_deed on deed_checks (county_id, deed_id);
create index deed_checks_newest on deed_checks (county_id, drawn_on desc, id desc);
create index deed_checks_committee on deed_checks (county_id, committee_id, drawn_on desc, id desc);
create index deed_checks_open on deed_checks (county_id, drawn_on, id) where state = 'drawn';
call record_table('deed_checks');

-- Whom to ask falls when its time is over, in every version, with the texts that repeat it and the signed slips.
create function erase_deed_contact(which uuid) returns setof text language plpgsql security definer set search_path = public, pg_temp as $$
declare
  secret text;
  hidden text;
  twin text;
begin
  for secret in
    select distinct btrim(s) from (
      select unnest(array[contact_name, contact_phone]) from deeds where county_id = current_county() and id = which
      union select unnest(array[contact_name, contact_phone]) from deeds_history where county_id = current_county() and id = which
    ) as told (s) where char_length(btrim(s)) >= 2
  loop
    hidden := repeat('＊', char_length(secret));
    foreach twin in array array['deeds', 'deeds_history'] loop
      execute format('update %I set deed = replace(deed, $1, $2), account = replace(account, $1, $2), evidence = replace(evidence, $1, $2), target = replace(target, $1, $2),
        measure = replace(measure, $1, $2), place = replace(place, $1, $2), helped = replace(helped, $1, $2), partner = replace(partner, $1, $2)
        where county_id = current_county() and id = $3', twin) using secret, hidden, which;
    end loop;
    foreach twin in array array['deed_confirmations', 'deed_confirmations_history'] loop
      execute format('update %I set missing = replace(missing, $1, $2), subject = replace(subject, $1, $2) where county_id = current_county() and deed_id = $3', twin) using secret, hidden, which;
    end loop;
  end loop;
  update deeds set contact_name = null, contact_phone = null where county_id = current_county() and id = which;
  update deeds_history set contact_name = null, contact_phone = null where county_id = current_county() and id = which;
  return query
    with slips as (select c.id from deed_confirmations c where c.county_id = current_county() and c.deed_id = which and c.way = 'slip'),
    gone as (delete from attachments a using slips where a.county_id = current_county() and a.record = 'deed_confirmation' and a.record_id = slips.id returning a.id, a.hash)
    select distinct gone.hash from gone where not exists (
      select from attachments other where other.county_id = current_county() and other.hash = gone.hash and other.id not in (select gone.id from gone));
end $$;
comment on function erase_deed_contact is 'Erases whom to ask about a deed from every version of it and from its texts, with the signed slips; answers the hashes of contents that nothing names any more';
revoke execute on function erase_deed_contact from public;
grant execute on function erase_deed_contact to lianxinqiao_app;
