-- The residents' ledger in full depth: how a matter came in, what became of it for the person who told it. The slices of the opinions chapter use these.

alter table ledger_entries drop constraint ledger_entries_way_check;
alter table ledger_entries add constraint ledger_entries_way_check
  check (way in ('visit', 'reception', 'telephone', 'qr', 'meeting', 'letter', 'member', 'hotline', 'other'));

do $$ declare name text; begin
  foreach name in array array['ledger_entries', 'ledger_entries_history'] loop
    execute format('alter table %I
      add column through_member_id uuid,
      add column proxy text,
      add column language text,
      add column screened text,
      add column screened_why text,
      add column source text,
      add column source_id text,
      add column spot text,
      add column about_unit_id uuid,
      add column dispute_id uuid,
      add column merged_into uuid,
      add column referrals integer not null default 0,
      add column bounced integer not null default 0,
      add column reopened integer not null default 0,
      add column verified_on date,
      add column called_back_on date,
      add column handling_rating smallint,
      add column result_rating smallint,
      add column erased_on date', name);
  end loop;
end $$;

alter table ledger_entries
  add foreign key (county_id, through_member_id) references members,
  add foreign key (county_id, about_unit_id) references units,
  add foreign key (county_id, merged_into) references ledger_entries,
  add check (char_length(proxy) <= 50),
  add check (char_length(language) <= 35),
  add check (screened in ('waiting', 'passed', 'held')),
  add check (char_length(screened_why) <= 200),
  add check (char_length(source) <= 60),
  add check (char_length(source_id) <= 100),
  add check (spot ~ '^-?[0-9]{1,2}\.[0-9]{1,6},-?[0-9]{1,3}\.[0-9]{1,6}$'),
  add check (merged_into <> id),
  add check (handling_rating between 1 and 5),
  add check (result_rating between 1 and 5);
comment on column ledger_entries.through_member_id is 'The member whose code the resident scanned';
comment on column ledger_entries.proxy is 'Who filled it in for the resident; as confidential as the reporter';
comment on column ledger_entries.language is 'Language of the resident''s page when it was not Chinese, as a BCP 47 tag';
comment on column ledger_entries.screened is 'Of what came in without an account: waiting for a clerk''s look, passed, or held. Null: nobody need look';
comment on column ledger_entries.screened_why is 'Why it waits or was held: the county''s reason code, or the words that were found';
comment on column ledger_entries.source is 'The other system that sent it, as the county calls it (a hotline, another county); null: ours';
comment on column ledger_entries.source_id is 'Its number there: the same thing sent twice is one entry';
comment on column ledger_entries.spot is 'Where the matter lies, as degrees north and east (27.951200,109.187300), when another system said so. Never where a person is';
comment on column ledger_entries.about_unit_id is 'The unit complained of: its people never see who told it';
comment on column ledger_entries.dispute_id is 'The dispute that was opened for it';
comment on column ledger_entries.merged_into is 'The entry with which it is handled together; its reporter and receipt stay its own';
comment on column ledger_entries.referrals is 'How often it was handed to units';
comment on column ledger_entries.bounced is 'How often units gave it back';
comment on column ledger_entries.reopened is 'How often it was taken up again after an answer';
comment on column ledger_entries.verified_on is 'When the resident, or a clerk who asked, said that it is solved. Solved is what the handler says';
comment on column ledger_entries.handling_rating is 'The resident''s satisfaction with how it was handled, 1 to 5';
comment on column ledger_entries.result_rating is 'The resident''s satisfaction with what came of it, 1 to 5';
comment on column ledger_entries.erased_on is 'When name, telephone, voice and photos were erased by the retention rule';
create unique index ledger_entries_source on ledger_entries (county_id, source, source_id) where source_id is not null;
create index ledger_entries_screened on ledger_entries (county_id, committee_id, received_on desc, id desc) where screened in ('waiting', 'held');
create index ledger_entries_merged on ledger_entries (county_id, merged_into) where merged_into is not null;
