-- Telephone and identity numbers, who told an entry, and secrets lie sealed in the database (docs/decisions/0041).

create table data_keys (
  county_id  uuid not null references counties,
  kid        text not null check (kid ~ '^[0-9a-f]{12}$'),
  suite      text not null check (suite in ('aes', 'sm')),
  wrapped    text not null,
  sealed_by  text not null check (sealed_by ~ '^[0-9a-f]{16}$'),
  made_at    timestamptz not null default now(),
  retired_at timestamptz,
  primary key (county_id, kid)
);
comment on table data_keys is 'The keys with which each county seals its sealed columns, themselves sealed with the master key, which is not in the database';
comment on column data_keys.kid is 'Stands beside every sealed text';
comment on column data_keys.suite is 'aes: AES-256-GCM and SHA-256; sm: SM4, HMAC-SM3 and SM3';
comment on column data_keys.sealed_by is 'Fingerprint of the master key that opens it';
comment on column data_keys.retired_at is 'Since when nothing is sealed with it any more; it goes when nothing is left that it opens';
create unique index data_keys_current on data_keys (county_id) where retired_at is null;
call guard_by_county('data_keys', 'select, insert');

create table blind_marks (
  county_id uuid not null references counties,
  place     text not null,
  row_id    uuid not null,
  kid       text not null,
  mark      text not null,
  primary key (county_id, place, row_id)
);
comment on table blind_marks is 'By which rows a number is found that lies sealed: a keyed digest of it, cut short so that it proves nothing';
comment on column blind_marks.place is 'Table and column: people.id_number';
create index blind_marks_found on blind_marks (county_id, place, mark);
call guard_by_county('blind_marks');

create function is_sealed(words text) returns boolean language sql immutable parallel safe as $$ select words like '~%' $$;
comment on function is_sealed is 'Sealed by the program, which alone can open it: ~suite.key.table.column.bytes';

-- From now on the column takes nothing that is not sealed. What lies there from before is sealed by the program at its next start, which then validates
-- the check: so the catalogue says whether it is done. How long a number may be is said by the fields.
create procedure seal_column(name text, sealed text) language plpgsql as $$
declare said record;
begin
  for said in
    select c.conname from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attname = sealed
    where c.conrelid = name::regclass and c.contype = 'c' and c.conkey = array[a.attnum]
  loop
    execute format('alter table %I drop constraint %I', name, said.conname);
  end loop;
  execute format('alter table %I add constraint %I check (is_sealed(%I)) not valid', name, name || '_' || sealed || '_sealed', sealed);
end $$;

do $$ declare name text; begin
  foreach name in array array['people', 'people_history'] loop
    call seal_column(name, 'phone');
    call seal_column(name, 'id_number');
  end loop;
  foreach name in array array['ledger_entries', 'ledger_entries_history'] loop
    call seal_column(name, 'reporter');
    call seal_column(name, 'phone');
    call seal_column(name, 'proxy');
    call seal_column(name, 'matter_in_full');
  end loop;
  foreach name in array array['disputes', 'disputes_history'] loop
    call seal_column(name, 'party_a_contact');
    call seal_column(name, 'party_b_contact');
    call seal_column(name, 'other_parties');
  end loop;
  foreach name in array array['deeds', 'deeds_history'] loop
    call seal_column(name, 'contact_phone');
  end loop;
  foreach name in array array['bookings', 'bookings_history', 'service_orders', 'service_orders_history'] loop
    call seal_column(name, 'phone');
  end loop;
end $$;
call seal_column('accounts', 'totp_secret');
call seal_column('accounts', 'totp_pending');
call seal_column('signing_keys', 'private_key');
call seal_column('sharing_deliveries', 'token');

drop index people_phone; -- nobody looked anybody up by it

-- As before; what lies sealed is told by the program, which opened it.
drop function erase_reporter(uuid);
create function erase_reporter(entry uuid, told text[]) returns setof text language plpgsql security definer set search_path = public, pg_temp as $$
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
  end loop;
  update ledger_entries set reporter = null, phone = null, proxy = null, matter_in_full = null where county_id = current_county() and id = entry;
  update ledger_entries_history set reporter = null, phone = null, proxy = null, matter_in_full = null where county_id = current_county() and id = entry;
  return query
    with gone as (delete from attachments where county_id = current_county() and record = 'ledger_entry' and record_id = entry returning hash)
    select distinct gone.hash from gone where not exists (
      select from attachments other where other.county_id = current_county() and other.hash = gone.hash
        and not (other.record = 'ledger_entry' and other.record_id = entry));
end $$;
comment on function erase_reporter is 'Erases who told an entry, from every version of it and, by the words told, from its texts, with its files; answers the hashes of contents that nothing names any more';
revoke execute on function erase_reporter from public;
grant execute on function erase_reporter to lianxinqiao_app;

drop function erase_parties(uuid);
create function erase_parties(dispute uuid, others text[]) returns setof text language plpgsql security definer set search_path = public, pg_temp as $$
declare
  secret text;
  hidden text;
begin
  for secret in
    with versions as (
      select party_a, party_b from disputes where county_id = current_county() and id = dispute
      union select party_a, party_b from disputes_history where county_id = current_county() and id = dispute
    )
    select distinct btrim(s) from (select unnest(array[party_a, party_b]) from versions union select unnest(others)) as told (s) where char_length(btrim(s)) >= 2
  loop
    hidden := repeat('＊', char_length(secret));
    update disputes set place = replace(place, secret, hidden), turn_to_body = replace(turn_to_body, secret, hidden)
      where county_id = current_county() and id = dispute;
    update disputes_history set place = replace(place, secret, hidden), turn_to_body = replace(turn_to_body, secret, hidden)
      where county_id = current_county() and id = dispute;
  end loop;
  update disputes set party_a = null, party_a_contact = null, party_b = null, party_b_contact = null, other_parties = null, account = '（已按期清除）', points = null, call_words = null, told = null
    where county_id = current_county() and id = dispute;
  update disputes_history set party_a = null, party_a_contact = null, party_b = null, party_b_contact = null, other_parties = null, account = '（已按期清除）', points = null, call_words = null, told = null
    where county_id = current_county() and id = dispute;
  update dispute_sessions set present = '（已按期清除）', said = '（已按期清除）' where county_id = current_county() and dispute_id = dispute;
  return query
    with gone as (delete from attachments where county_id = current_county() and record = 'dispute' and record_id = dispute returning hash)
    select distinct gone.hash from gone where not exists (
      select from attachments other where other.county_id = current_county() and other.hash = gone.hash
        and not (other.record = 'dispute' and other.record_id = dispute));
end $$;
comment on function erase_parties is 'Erases between whom a dispute was from every version of it, with what they said, its sessions and its files, and the names of others where texts repeat them; answers the hashes of contents that nothing names any more';
revoke execute on function erase_parties from public;
grant execute on function erase_parties to lianxinqiao_app;

drop function erase_deed_contact(uuid);
create function erase_deed_contact(which uuid, told text[]) returns setof text language plpgsql security definer set search_path = public, pg_temp as $$
declare
  secret text;
  hidden text;
  twin text;
begin
  for secret in
    select distinct btrim(s) from (
      select contact_name from deeds where county_id = current_county() and id = which
      union select contact_name from deeds_history where county_id = current_county() and id = which
      union select unnest(told)
    ) as known (s) where char_length(btrim(s)) >= 2
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
comment on function erase_deed_contact is 'Erases whom to ask about a deed from every version of it and, by the words told, from its texts, with the signed slips; answers the hashes of contents that nothing names any more';
revoke execute on function erase_deed_contact from public;
grant execute on function erase_deed_contact to lianxinqiao_app;
