-- 矛盾纠纷调解: the mediation of a dispute that residents told, from its taking on to the look whether the agreement was performed.

create table disputes (
  county_id           uuid not null references counties,
  id                  uuid not null,
  state               text not null,
  version             integer not null,
  changed_at          timestamptz not null,
  created_at          timestamptz not null,
  batch_id            uuid,
  committee_id        uuid not null,
  entry_id            uuid,
  alone               boolean not null default false,
  number              integer not null check (number > 0),
  paper_number        text check (char_length(paper_number) <= 30),
  taken_on            date not null,
  precision           text not null default 'day' check (precision in ('day', 'month', 'year')),
  cause               text not null check (char_length(cause) between 1 and 30),
  place               text check (char_length(place) <= 100),
  people_affected     integer check (people_affected > 0),
  secrecy             text not null default 'ordinary' check (secrecy in ('ordinary', 'sealed')),
  entered_by          uuid,
  party_a             text check (char_length(party_a) <= 50),
  party_a_kind        text not null default 'person' check (party_a_kind in ('person', 'organisation')),
  party_a_contact     text check (char_length(party_a_contact) <= 60),
  party_b             text check (char_length(party_b) <= 50),
  party_b_kind        text not null default 'person' check (party_b_kind in ('person', 'organisation')),
  party_b_contact     text check (char_length(party_b_contact) <= 60),
  other_parties       text check (char_length(other_parties) <= 1000),
  account             text not null check (char_length(account) between 1 and 2000),
  mediator_ids        uuid[] not null default '{}',
  mediators           text check (char_length(mediators) <= 600),
  outside_mediators   text check (char_length(outside_mediators) <= 200),
  sessions            integer not null default 0,
  due_on              date,
  points              text check (char_length(points) <= 5000),
  perform_by          date,
  agreement_form      text check (agreement_form in ('written', 'oral')),
  agreed_on           date,
  settled             boolean,
  confirm_applied_on  date,
  court               text check (char_length(court) <= 100),
  confirm_result      text check (confirm_result in ('confirmed', 'rejected')),
  confirmed_on        date,
  confirm_no          text check (char_length(confirm_no) <= 60),
  called_on           date,
  call_words          text check (char_length(call_words) <= 1000),
  performed           boolean,
  ended_on            date,
  turn_to             text check (turn_to in ('mediation_committee', 'justice_office', 'court', 'arbitration', 'township', 'police', 'other')),
  turn_to_body        text check (char_length(turn_to_body) <= 100),
  told                text check (char_length(told) <= 2000),
  primary key (county_id, id),
  foreign key (county_id, committee_id) references committees,
  foreign key (county_id, entry_id) references ledger_entries deferrable initially deferred
);
comment on table disputes is 'The mediation of a dispute (矛盾纠纷调解): parties, mediators, sessions, agreement, judicial confirmation, call-back. Each has its entry in the residents'' ledger';
comment on column disputes.entry_id is 'The ledger entry of the same matter. The speech counts disputes there, so that none counts twice';
comment on column disputes.alone is 'Entered without an entry: its entry was written along with it, and falls with it';
comment on column disputes.number is 'Running number within the committee and the year of taken_on, given at entry';
comment on column disputes.paper_number is 'The number that the paper ledger itself carried';
comment on column disputes.precision is 'How exactly taken_on is known';
comment on column disputes.cause is 'One of the county''s own kinds (parameter disputes.causes), as it was called when it was entered';
comment on column disputes.secrecy is 'ordinary: the committee''s staff read it too; sealed (不公开): only its mediators and whoever entered it';
comment on column disputes.entered_by is 'The person who entered it and knows the parties anyway';
comment on column disputes.party_a is 'Who asked for the mediation. Parties, account and terms are read by the mediators and whoever is privy, never in lists nor in the journal';
comment on column disputes.other_parties is 'Up to eight more parties, one on a line: name, contact; an organisation with （单位）behind its name';
comment on column disputes.mediator_ids is 'Persons who mediate: members, participants and staff of the committee';
comment on column disputes.mediators is 'Their names and as what, as they were when they were named';
comment on column disputes.sessions is 'How many sessions are noted (dispute_sessions)';
comment on column disputes.due_on is 'While it is mediated: by when that should end. Once agreed: when to call the parties back';
comment on column disputes.points is 'The terms of the agreement, one on a line; drafted before it is signed';
comment on column disputes.perform_by is 'The last day for performing it';
comment on column disputes.settled is 'An agreement was reached; null while it is open. The ledger entry follows';
comment on column disputes.confirm_applied_on is 'Judicial confirmation (司法确认): when the parties asked the court for it';
comment on column disputes.performed is 'What the call-back found';
comment on column disputes.ended_on is 'The day on which it ended, whichever way';
comment on column disputes.turn_to is 'Where the parties were sent or told to turn when it could not be settled here';
create index disputes_newest on disputes (county_id, taken_on desc, id desc);
create index disputes_committee on disputes (county_id, committee_id, state, taken_on desc, id desc);
create index disputes_committee_newest on disputes (county_id, committee_id, taken_on desc, id desc);
create index disputes_state on disputes (county_id, state, taken_on desc, id desc);
create index disputes_cause on disputes (county_id, cause, taken_on desc, id desc);
create index disputes_mediators on disputes using gin (county_id, mediator_ids) with (fastupdate = off);
create index disputes_due on disputes (county_id, due_on) where state in ('taken', 'mediating', 'agreed', 'breached');
create unique index disputes_entry on disputes (county_id, entry_id) where state <> 'void';
call record_table('disputes');

create table dispute_sessions (
  county_id  uuid not null,
  id         uuid not null,
  dispute_id uuid not null,
  number     integer not null,
  held_on    date not null,
  place      text check (char_length(place) <= 100),
  present    text not null check (char_length(present) <= 300),
  said       text not null check (char_length(said) <= 5000),
  noted_at   timestamptz not null,
  primary key (county_id, id),
  unique (county_id, dispute_id, number),
  foreign key (county_id, dispute_id) references disputes
);
comment on table dispute_sessions is 'Sessions of a mediation: when, where, who was there, what was said. As confidential as the parties';
call guard_by_county('dispute_sessions');

alter table ledger_entries add foreign key (county_id, dispute_id) references disputes deferrable initially deferred;
create index ledger_entries_dispute on ledger_entries (county_id, dispute_id) where dispute_id is not null;
