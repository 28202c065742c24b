-- Who told it stays with those who must call back: who looked at it, what was made public without it, what was erased.

create table personal_views (
  county_id    uuid not null references counties,
  id           uuid not null,
  state        text not null,
  version      integer not null,
  changed_at   timestamptz not null,
  created_at   timestamptz not null,
  batch_id     uuid,
  entry_id     uuid not null,
  committee_id uuid not null,
  person_id    uuid,
  viewer       text not null check (char_length(viewer) between 1 and 50),
  standing     text not null check (char_length(standing) between 1 and 50),
  purpose      text not null check (purpose in ('call_back', 'verify', 'correct', 'mediate', 'other')),
  note         text check (char_length(note) <= 200),
  way          text not null check (way in ('page', 'export')),
  viewed_on    date not null,
  primary key (county_id, id),
  foreign key (county_id, entry_id) references ledger_entries,
  foreign key (county_id, committee_id) references committees
);
comment on table personal_views is 'Each time that somebody had the name and telephone number of a reporter shown (查看记录): who, in which standing, what for';
comment on column personal_views.viewer is 'Name of the person as it was then';
comment on column personal_views.standing is 'The relation by which they might, in words: what the reporter is told';
comment on column personal_views.way is 'page: one entry was opened; export: it was in a list that was downloaded in full';
create index personal_views_newest on personal_views (county_id, viewed_on desc, id desc);
create index personal_views_entry on personal_views (county_id, entry_id, viewed_on desc, id desc);
create index personal_views_committee on personal_views (county_id, committee_id, viewed_on desc, id desc);
create index personal_views_person on personal_views (county_id, person_id, viewed_on desc, id desc);
call record_table('personal_views');

create table releases (
  county_id    uuid not null references counties,
  id           uuid not null,
  state        text not null,
  version      integer not null,
  changed_at   timestamptz not null,
  created_at   timestamptz not null,
  batch_id     uuid,
  entry_id     uuid not null,
  committee_id uuid not null,
  author_id    uuid,
  title        text not null check (char_length(title) between 1 and 60),
  matter       text not null check (char_length(matter) between 1 and 2000),
  answer       text not null check (char_length(answer) between 1 and 2000),
  published_on date,
  primary key (county_id, id),
  foreign key (county_id, entry_id) references ledger_entries,
  foreign key (county_id, committee_id) references committees
);
comment on table releases is 'What of a ledger entry may be read by everybody (公开稿): a text of its own, read by a second person before anybody else reads it';
comment on column releases.author_id is 'Who wrote it last: somebody else must publish it';
create unique index releases_of_entry on releases (county_id, entry_id) where state <> 'withdrawn';
create index releases_published on releases (county_id, published_on desc, id desc) where state = 'published';
create index releases_committee on releases (county_id, committee_id, state, id desc);
create index releases_state on releases (county_id, state, id desc);
call record_table('releases');

-- What is due for erasure, from the day on which its time begins to run.
create index ledger_entries_kept on ledger_entries (county_id, (coalesce(closed_on, received_on)), id) where erased_on is null;

-- The program may neither change superseded versions nor delete attachments. This is the one exception, and it can do nothing else.
create function erase_reporter(entry uuid) returns setof text language plpgsql security definer set search_path = public, pg_temp as $$
declare
  secret text;
  hidden text;
begin
  for secret in
    select distinct s from (
      select unnest(array[reporter, phone, proxy]) from ledger_entries where county_id = current_county() and id = entry
      union select unnest(array[reporter, phone, proxy]) from ledger_entries_history where county_id = current_county() and id = entry
    ) as told (s) where char_length(s) >= 2
  loop
    hidden := repeat('＊', char_length(secret));
    update ledger_entries set matter = replace(matter, secret, hidden), outcome_text = replace(outcome_text, secret, hidden), handler = replace(handler, secret, hidden)
      where county_id = current_county() and id = entry;
    update ledger_entries_history set matter = replace(matter, secret, hidden), outcome_text = replace(outcome_text, secret, hidden), handler = replace(handler, secret, hidden)
      where county_id = current_county() and id = entry;
  end loop;
  update ledger_entries set reporter = null, phone = null, proxy = null where county_id = current_county() and id = entry;
  update ledger_entries_history set reporter = null, phone = null, proxy = null where county_id = current_county() and id = entry;
  return query
    with gone as (delete from attachments where county_id = current_county() and record = 'ledger_entry' and record_id = entry returning hash)
    select distinct gone.hash from gone where not exists (
      select from attachments other where other.county_id = current_county() and other.hash = gone.hash
        and not (other.record = 'ledger_entry' and other.record_id = entry));
end $$;
comment on function erase_reporter is 'Erases who told an entry, from every version of it and from its texts, with its files; answers the hashes of contents that nothing names any more';
revoke execute on function erase_reporter from public;
grant execute on function erase_reporter to lianxinqiao_app;
