-- What the chapter of opinions still lacked: who else may say that it is not solved, whose names fall after their time, who asks for more days.

-- The holder of a receipt whose entry goes along with another says of the lead that it is not solved.
alter table resident_remarks add column said_by uuid;
alter table resident_remarks add foreign key (county_id, said_by) references ledger_entries;
comment on column resident_remarks.said_by is 'The merged entry whose receipt said so; null: the entry''s own';
create index resident_remarks_said_by on resident_remarks (county_id, said_by) where said_by is not null;

-- An official complained of by name; the words of a matter as an imported sheet had them.
do $$ declare name text; begin
  foreach name in array array['ledger_entries', 'ledger_entries_history'] loop
    execute format('alter table %I add column about_person text check (char_length(about_person) between 1 and 100), add column matter_in_full text check (char_length(matter_in_full) between 1 and 2000)', name);
  end loop;
  foreach name in array array['referrals', 'referrals_history'] loop
    execute format('alter table %I add column about_person text check (char_length(about_person) between 1 and 100)', name);
  end loop;
  foreach name in array array['instructions', 'instructions_history'] loop
    execute format('alter table %I add column extension_to date, add column extensions integer not null default 0', name);
  end loop;
  foreach name in array array['disputes', 'disputes_history'] loop
    execute format('alter table %I add column erased_on date', name);
  end loop;
end $$;
comment on column ledger_entries.about_person is 'The official of whom it complains (被反映的干部), post and name in words: whoever bears that name, or holds that post here, does not find the entry';
comment on column ledger_entries.matter_in_full is 'The matter as the imported sheet had it, where telephone and identity numbers or the reporter''s name were taken out of it; opened like the reporter';
comment on column referrals.about_person is 'The official of whom the entry complains: kept from that person like the entry itself, and shown to nobody';
comment on column instructions.extension_to is 'Until when the lead unit asks for more time; null: nothing is asked';
comment on column instructions.extensions is 'How often more time was granted at the unit''s request';
comment on column disputes.erased_on is 'When the parties'' names, contacts and words were erased by the retention rule';
create index instructions_asked on instructions (county_id, due_on) where extension_to is not null;
create index disputes_kept on disputes (county_id, (coalesce(ended_on, taken_on)), id) where erased_on is null;

-- As before, and the matter in full.
create or replace function erase_reporter(entry uuid) returns setof text language plpgsql security definer set search_path = public, pg_temp as $$
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
  update ledger_entries set reporter = null, phone = null, proxy = null, matter_in_full = null where county_id = current_county() and id = entry;
  update ledger_entries_history set reporter = null, phone = null, proxy = null, matter_in_full = null where county_id = current_county() and id = entry;
  return query
    with gone as (delete from attachments where county_id = current_county() and record = 'ledger_entry' and record_id = entry returning hash)
    select distinct gone.hash from gone where not exists (
      select from attachments other where other.county_id = current_county() and other.hash = gone.hash
        and not (other.record = 'ledger_entry' and other.record_id = entry));
end $$;

-- The parties of a dispute fall like the reporter of an entry: in every version, with what they said and with the files.
create function erase_parties(dispute uuid) returns setof text language plpgsql security definer set search_path = public, pg_temp as $$
declare
  secret text;
  hidden text;
begin
  for secret in
    with versions as (
      select party_a, party_b, other_parties from disputes where county_id = current_county() and id = dispute
      union select party_a, party_b, other_parties from disputes_history where county_id = current_county() and id = dispute
    )
    select distinct btrim(s) from (
      select unnest(array[party_a, party_b]) from versions
      union select (regexp_split_to_array(line, '[（(，,；;：:[:space:]]'))[1] from versions, regexp_split_to_table(other_parties, '\n') as line
    ) as told (s) where char_length(btrim(s)) >= 2
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
comment on function erase_parties is 'Erases between whom a dispute was from every version of it, with what they said, its sessions and its files; answers the hashes of contents that nothing names any more';
revoke execute on function erase_parties from public;
grant execute on function erase_parties to lianxinqiao_app;

-- The stages of the status page in the county's second language.
do $$ declare name text; sentence text; begin
  foreach name in array array['page_wordings', 'page_wordings_history'] loop
    foreach sentence in array array[
      'stage_received', 'stage_in_hand', 'stage_answered', 'stage_closed', 'stage_merged', 'stage_void', 'stage_unsolved', 'stage_reopen', 'stage_refute', 'stage_confirm', 'stage_verify',
      'now_received', 'now_in_hand', 'now_answered', 'receipt_label', 'progress', 'answer', 'ask_solved', 'say_solved', 'say_unsolved', 'print_slip', 'tell_more'] loop
      execute format('alter table %I add column %I text check (char_length(%I) <= 100)', name, sentence, sentence);
    end loop;
  end loop;
end $$;
