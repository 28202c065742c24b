-- The resident's own page: what residents said after an answer, and the sentences of the page in the county's second language.

create table resident_remarks (
  county_id   uuid not null references counties,
  entry_id    uuid not null,
  round       smallint not null check (round between 1 and 100),
  said_on     date not null,
  words       text not null check (char_length(words) between 1 and 500),
  answered_on date,
  answer      text check (char_length(answer) <= 2000),
  primary key (county_id, entry_id, round),
  foreign key (county_id, entry_id) references ledger_entries
);
comment on table resident_remarks is 'What the holder of a receipt said when the answer had not solved it (没有解决), each time. Not in the journal, so that the retention rule can erase it';
comment on column resident_remarks.answered_on is 'The day of the answer that is spoken of, and what it said: the next answer takes its place in the entry';
call guard_by_county('resident_remarks');

create index ledger_entries_reopened on ledger_entries (county_id, committee_id) where reopened > 0 and state = 'in_hand';

create table page_wordings (
  county_id    uuid not null references counties,
  id           uuid not null,
  state        text not null,
  version      integer not null,
  changed_at   timestamptz not null,
  created_at   timestamptz not null,
  batch_id     uuid,
  language     text not null check (char_length(language) between 2 and 35),
  title        text check (char_length(title) <= 40),
  lead         text check (char_length(lead) <= 200),
  privacy      text check (char_length(privacy) <= 300),
  matter       text check (char_length(matter) <= 100),
  matter_hint  text check (char_length(matter_hint) <= 200),
  place        text check (char_length(place) <= 100),
  phone        text check (char_length(phone) <= 100),
  phone_hint   text check (char_length(phone_hint) <= 200),
  photos       text check (char_length(photos) <= 100),
  photos_hint  text check (char_length(photos_hint) <= 200),
  voice        text check (char_length(voice) <= 100),
  voice_hint   text check (char_length(voice_hint) <= 200),
  submit       text check (char_length(submit) <= 40),
  help         text check (char_length(help) <= 100),
  helper       text check (char_length(helper) <= 100),
  status       text check (char_length(status) <= 100),
  urgent       text check (char_length(urgent) <= 200),
  thanks       text check (char_length(thanks) <= 100),
  receipt_note text check (char_length(receipt_note) <= 200),
  kept         text check (char_length(kept) <= 200),
  primary key (county_id, id)
);
comment on table page_wordings is 'The sentences of the residents'' page in a second language, as the county itself writes them; Chinese stands where one is empty';
comment on column page_wordings.language is 'BCP 47 tag of the language, which the page then carries: kmc-Latn, bo, ug';
create unique index page_wordings_language on page_wordings (county_id, language) where state = 'shown';
call record_table('page_wordings');
