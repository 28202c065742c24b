-- Key proposals (重点提案): how they were selected, who leads, what was done and what came of it; and what is commended (优秀提案、先进承办单位).
-- That a proposal is a key one stays written on the proposal (key_since); these tables hold the trail and the result.

create table key_rounds (
  county_id    uuid not null references counties,
  id           uuid not null,
  state        text not null,
  version      integer not null,
  changed_at   timestamptz not null,
  created_at   timestamptz not null,
  batch_id     uuid,
  year         integer not null check (year between 1949 and 2200),
  recommend_by date,
  meeting      text check (char_length(meeting) <= 60),
  decided_on   date,
  document_no  text check (char_length(document_no) <= 60),
  notified_on  date,
  summary      text check (char_length(summary) <= 5000),
  concluded_on date,
  primary key (county_id, id)
);
comment on table key_rounds is 'The selection of a year''s key proposals: the chair meeting that decided, the notice, the yearly summary';
comment on column key_rounds.meeting is 'Number of the minutes of the chair meeting; the scan is an attachment';
create unique index key_rounds_year on key_rounds (county_id, year) where state <> 'void';
call record_table('key_rounds');

create table key_selections (
  county_id      uuid not null references counties,
  id             uuid not null,
  state          text not null,
  version        integer not null,
  changed_at     timestamptz not null,
  created_at     timestamptz not null,
  batch_id       uuid,
  proposal_id    uuid not null,
  subject        text not null check (char_length(subject) <= 300),
  year           integer not null check (year between 1949 and 2200),
  old            boolean not null default false,
  nominator_kind text not null check (nominator_kind in ('unit', 'special_committee', 'proposal_committee', 'office')),
  nominator      text not null check (char_length(nominator) between 1 and 100),
  unit_id        uuid,
  why            text check (char_length(why) <= 500),
  nominated_on   date not null,
  seconds        text[] not null default '{}' check (cardinality(seconds) <= 30),
  shortlisted_on date,
  meeting        text check (char_length(meeting) <= 60),
  decided_on     date,
  led_by         text check (char_length(led_by) <= 100),
  leader_id      uuid,
  body_id        uuid,
  contact        text check (char_length(contact) <= 100),
  handler_ids    uuid[] not null default '{}',
  notified_on    date,
  plan           text check (char_length(plan) <= 5000),
  approved_on    date,
  acts_n         integer not null default 0,
  last_act_on    date,
  outcome        text check (outcome in ('implemented', 'partly', 'carried')),
  summary        text check (char_length(summary) <= 5000),
  concluded_on   date,
  primary key (county_id, id),
  foreign key (county_id, proposal_id) references proposals,
  foreign key (county_id, unit_id) references units,
  foreign key (county_id, leader_id) references people,
  foreign key (county_id, body_id) references special_committees
);
comment on table key_selections is 'One proposal in the selection of one year: nominated, shortlisted, chosen by the chair meeting, its plan, and the yearly result. One that was not chosen stays with the reason';
comment on column key_selections.subject is 'Number and title of the proposal, as it was called then';
comment on column key_selections.old is 'Handed in before this year and not implemented yet: such may be chosen again (domain rules 2.7, S95)';
comment on column key_selections.unit_id is 'The department that nominated it';
comment on column key_selections.seconds is 'Who nominated it too, and why';
comment on column key_selections.led_by is 'The leader in charge, as printed; leader_id where that person has an account';
comment on column key_selections.body_id is 'The special committee that supervises';
comment on column key_selections.handler_ids is 'Units that handle the proposal, as known when it was nominated, decided or notified';
comment on column key_selections.acts_n is 'Meetings, visits and consultations held, with the last day in last_act_on: moved with each of them';
create unique index key_selections_once on key_selections (county_id, proposal_id, year) where state in ('nominated', 'shortlisted', 'chosen', 'supervised', 'concluded');
create index key_selections_proposal on key_selections (county_id, proposal_id, year desc);
create index key_selections_year on key_selections (county_id, year desc, id desc);
create index key_selections_state on key_selections (county_id, state, year desc, id desc);
create index key_selections_decided on key_selections (county_id, decided_on desc, id desc);
create index key_selections_leader on key_selections (county_id, leader_id) where leader_id is not null;
call record_table('key_selections');

create table key_acts (
  county_id    uuid not null references counties,
  id           uuid not null,
  state        text not null,
  version      integer not null,
  changed_at   timestamptz not null,
  created_at   timestamptz not null,
  batch_id     uuid,
  selection_id uuid not null,
  subject      text not null check (char_length(subject) <= 300),
  kind         text not null check (kind in ('meeting', 'visit', 'research', 'consultation', 'hearing')),
  held_on      date not null,
  place        text check (char_length(place) <= 100),
  attended     text not null check (char_length(attended) <= 500),
  decided      text not null check (char_length(decided) <= 2000),
  handler_ids  uuid[] not null default '{}',
  problem      text check (char_length(problem) <= 2000),
  reported_to  text check (char_length(reported_to) <= 100),
  reported_on  date,
  outcome      text check (char_length(outcome) <= 2000),
  outcome_on   date,
  primary key (county_id, id),
  foreign key (county_id, selection_id) references key_selections
);
comment on table key_acts is 'A meeting, visit or consultation by which a key proposal is supervised';
comment on column key_acts.problem is 'What only Party or government can decide, reported to them; their answer is outcome';
create index key_acts_selection on key_acts (county_id, selection_id, held_on);
create index key_acts_newest on key_acts (county_id, held_on desc, id desc);
create index key_acts_state on key_acts (county_id, state, id desc);
call record_table('key_acts');

create table commendation_rounds (
  county_id    uuid not null references counties,
  id           uuid not null,
  state        text not null,
  version      integer not null,
  changed_at   timestamptz not null,
  created_at   timestamptz not null,
  batch_id     uuid,
  title        text not null check (char_length(title) between 1 and 100),
  from_on      date not null,
  until_on     date not null,
  way          text check (way in ('vote', 'chair')),
  meeting      text check (char_length(meeting) <= 60),
  decided_on   date,
  vote_seats   integer check (vote_seats > 0),
  recused      text check (char_length(recused) <= 500),
  document_no  text check (char_length(document_no) <= 60),
  published_on date,
  primary key (county_id, id),
  check (until_on >= from_on)
);
comment on table commendation_rounds is 'One commendation (评优) of proposals of certain days: excellent proposals, handling units, persons who handle';
comment on column commendation_rounds.recused is 'Who stayed out of the decision, because a proposal was the own one';
create index commendation_rounds_newest on commendation_rounds (county_id, until_on desc, id desc);
call record_table('commendation_rounds');

create table commendations (
  county_id      uuid not null references counties,
  id             uuid not null,
  state          text not null,
  version        integer not null,
  changed_at     timestamptz not null,
  created_at     timestamptz not null,
  batch_id       uuid,
  round_id       uuid not null,
  kind           text not null check (kind in ('proposal', 'unit', 'person')),
  proposal_id    uuid,
  unit_id        uuid,
  person_name    text check (char_length(person_name) <= 50),
  subject        text not null check (char_length(subject) <= 300),
  collective     boolean not null default false,
  recommended_by text not null check (char_length(recommended_by) between 1 and 100),
  recommender_id uuid,
  why            text check (char_length(why) <= 500),
  conflict       text check (char_length(conflict) <= 300),
  recommended_on date not null,
  shortlisted_on date,
  vote_for       integer,
  vote_against   integer,
  vote_abstained integer,
  awarded_on     date,
  primary key (county_id, id),
  foreign key (county_id, round_id) references commendation_rounds,
  foreign key (county_id, proposal_id) references proposals,
  foreign key (county_id, unit_id) references units,
  foreign key (county_id, recommender_id) references units
);
comment on table commendations is 'A proposal, unit or person that was recommended for commendation, and what was decided';
comment on column commendations.collective is 'The proposal is of a body, not of members';
comment on column commendations.recommender_id is 'The unit that recommended';
comment on column commendations.conflict is 'In which relation who recommended stands to what was recommended, said wherever it is shown';
comment on column commendations.unit_id is 'The unit commended; of a person, where he works';
create unique index commendations_once on commendations (county_id, round_id, kind, subject) where state in ('recommended', 'shortlisted', 'awarded');
create index commendations_round on commendations (county_id, round_id, kind, state);
create index commendations_proposal on commendations (county_id, proposal_id) where proposal_id is not null;
create index commendations_newest on commendations (county_id, awarded_on desc, id desc);
create index commendations_state on commendations (county_id, state, id desc);
call record_table('commendations');

-- What earlier years left to be done, for the next selection; and what was filed of a span, for the shares of commendations.
create index proposals_unimplemented on proposals (county_id, submitted_on desc, id desc) where result in ('PARTLY', 'IN_PROGRESS', 'PLANNED', 'DEFERRED');
create index proposals_filed_on on proposals (county_id, submitted_on) where disposition = 'filed';
