-- What somebody asks about the own data: that it be put right, or deleted (个人信息保护法第四十六、四十七、五十条). Answered by the office with its reason, within days.

create table personal_requests (
  county_id     uuid not null references counties,
  id            uuid not null,
  state         text not null,
  version       integer not null,
  changed_at    timestamptz not null,
  created_at    timestamptz not null,
  batch_id      uuid,
  person_id     uuid,
  entry_id      uuid,
  committee_id  uuid,
  receipt       text check (char_length(receipt) = 8),
  about_unit_id uuid,
  about_person  text check (char_length(about_person) <= 100),
  name          text not null check (char_length(name) between 1 and 100),
  kind          text not null check (kind in ('correction', 'deletion')),
  said          text,
  asked_on      date not null,
  days          integer check (days > 0),
  due_on        date not null,
  outcome       text check (outcome in ('corrected', 'partly', 'refused', 'deleted')),
  answer        text check (char_length(answer) <= 1000),
  deleted       text check (char_length(deleted) <= 500),
  kept          text check (char_length(kept) <= 500),
  kept_until    date,
  answered_on   date,
  answered_by   text check (char_length(answered_by) <= 100),
  primary key (county_id, id),
  foreign key (county_id, person_id) references people,
  foreign key (county_id, entry_id) references ledger_entries,
  foreign key (county_id, committee_id) references committees,
  foreign key (county_id, about_unit_id) references units,
  check (num_nonnulls(person_id, entry_id) = 1)
);
comment on table personal_requests is 'What somebody asks to have corrected or deleted of the own data (更正、删除申请), and the answer with what was deleted and what is kept until when';
comment on column personal_requests.entry_id is 'Asked with the receipt of this report; else by the person of the register';
comment on column personal_requests.about_unit_id is 'Of whom the report complains, with about_person: they do not find this either';
comment on column personal_requests.said is 'Sealed; falls with the reporter''s name, in every version';
comment on column personal_requests.due_on is 'Until when it is answered; of what is kept for now, when it is deleted';
comment on column personal_requests.days is 'Working days in which it is to be answered; null where a day was said';
create index personal_requests_newest on personal_requests (county_id, asked_on desc, id desc);
create index personal_requests_person on personal_requests (county_id, person_id, asked_on desc) where person_id is not null;
create index personal_requests_entry on personal_requests (county_id, entry_id, asked_on desc) where entry_id is not null;
create index personal_requests_committee on personal_requests (county_id, committee_id, asked_on desc);
create index personal_requests_about on personal_requests (county_id, about_unit_id) where about_unit_id is not null;
create index personal_requests_state on personal_requests (county_id, state, due_on);
call record_table('personal_requests');
call seal_column('personal_requests', 'said');
call seal_column('personal_requests_history', 'said');

-- As in 105, and what the reporter asked about it falls too.
create or replace function erase_reporter(entry uuid, told text[]) returns setof text language plpgsql security definer set search_path = public, pg_temp as $$
declare
  secret text;
  hidden text;
begin
  foreach secret in array told loop
    continue when char_length(secret) < 2;
    hidden := repeat('＊', char_length(secret));
    update ledger_entries set matter = replace(matter, secret, hidden), outcome_text = replace(outcome_text, secret, hidden), handler = replace(handler, secret, hidden)
      where county_id = current_county() and id = entry;
    update ledger_entries_history set matter = replace(matter, secret, hidden), outcome_text = replace(outcome_text, secret, hidden), handler = replace(handler, secret, hidden)
      where county_id = current_county() and id = entry;
    update personal_requests set answer = replace(answer, secret, hidden), kept = replace(kept, secret, hidden) where county_id = current_county() and entry_id = entry;
    update personal_requests_history set answer = replace(answer, secret, hidden), kept = replace(kept, secret, hidden) where county_id = current_county() and entry_id = entry;
  end loop;
  update ledger_entries set reporter = null, phone = null, proxy = null, matter_in_full = null where county_id = current_county() and id = entry;
  update ledger_entries_history set reporter = null, phone = null, proxy = null, matter_in_full = null where county_id = current_county() and id = entry;
  update personal_requests set said = null where county_id = current_county() and entry_id = entry;
  update personal_requests_history set said = null where county_id = current_county() and entry_id = entry;
  return query
    with gone as (delete from attachments where county_id = current_county() and record = 'ledger_entry' and record_id = entry returning hash)
    select distinct gone.hash from gone where not exists (
      select from attachments other where other.county_id = current_county() and other.hash = gone.hash
        and not (other.record = 'ledger_entry' and other.record_id = entry));
end $$;

-- The program may not change superseded versions; for this it may, and for nothing else.
create function erase_person_contacts(person uuid) returns void language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update people_history set phone = null, id_number = null where county_id = current_county() and id = person;
  delete from mail_choices where county_id = current_county() and person_id = person;
end $$;
comment on function erase_person_contacts is 'Erases the telephone and identity number of a person of the register from every superseded version, and where letters went';
revoke execute on function erase_person_contacts from public;
grant execute on function erase_person_contacts to lianxinqiao_app;
