-- Ballots of an assessment (民主测评), secret also from whoever has the database; and what follows from a decided assessment (结果运用).

create table assessment_ballots (
  county_id      uuid not null references counties,
  id             uuid not null,
  state          text not null,
  version        integer not null,
  changed_at     timestamptz not null,
  created_at     timestamptz not null,
  batch_id       uuid,
  assessment_id  uuid not null,
  repeats_id     uuid,
  name           text not null check (char_length(name) between 1 and 100),
  meeting        text not null check (char_length(meeting) between 1 and 100),
  held_on        date not null,
  way            text not null check (way in ('paper', 'slips')),
  answers        text[] not null check (cardinality(answers) between 2 and 10),
  questions      jsonb not null check (jsonb_typeof(questions) = 'array'),
  asked_n        integer not null check (asked_n > 0),
  slips_n        integer check (slips_n > 0),
  teller_one     text not null check (char_length(teller_one) between 1 and 50),
  teller_two     text not null check (char_length(teller_two) between 1 and 50),
  present_n      integer check (present_n >= 0),
  issued_n       integer check (issued_n >= 0),
  used_n         integer check (used_n >= 0),
  received_n     integer check (received_n >= 0),
  invalid_n      integer check (invalid_n >= 0),
  quorum_percent integer check (quorum_percent between 0 and 100),
  outcome        text check (outcome in ('valid', 'no_quorum', 'too_many')),
  counts         jsonb check (jsonb_typeof(counts) = 'array'),
  slip_counts    jsonb check (jsonb_typeof(slip_counts) = 'array'),
  counted_on     date,
  primary key (county_id, id),
  foreign key (county_id, assessment_id) references assessments,
  foreign key (county_id, repeats_id) references assessment_ballots,
  check (teller_one <> teller_two)
);
comment on table assessment_ballots is 'A ballot (民主测评) of an assessment: who was to vote on whom, how it was counted, and the sums; never a single vote';
comment on column assessment_ballots.repeats_id is 'The ballot in whose place it is held, when that one was without effect';
comment on column assessment_ballots.name is 'As the scheme calls it: by this word its points find it';
comment on column assessment_ballots.questions is 'Who is voted on, in the order of the ballot paper: {id, name}';
comment on column assessment_ballots.asked_n is 'How many should attend; the quorum is counted from it';
comment on column assessment_ballots.slips_n is 'How many one-time slips were printed';
comment on column assessment_ballots.used_n is 'Votes that came by slips; received_n: ballot papers that came back, invalid_n of them spoilt';
comment on column assessment_ballots.counts is 'For each question how often each answer stood on the papers, once they are counted; slip_counts: the same of the slips. A ballot without effect has none';
create unique index assessment_ballots_once on assessment_ballots (county_id, assessment_id, name) where state in ('draft', 'open', 'counted', 'closed');
create index assessment_ballots_newest on assessment_ballots (county_id, held_on desc, id desc);
create index assessment_ballots_repeats on assessment_ballots (county_id, repeats_id) where repeats_id is not null;
call record_table('assessment_ballots');

create table assessment_ballot_slips (
  county_id uuid not null references counties,
  ballot_id uuid not null,
  code_hash text not null check (char_length(code_hash) = 64),
  used      boolean not null default false,
  primary key (county_id, code_hash),
  foreign key (county_id, ballot_id) references assessment_ballots
);
comment on table assessment_ballot_slips is 'sha256 of the codes on the slips of a ballot that is under way: no id, no moment, no order, and nobody beside them. Gone once it is counted';
create index assessment_ballot_slips_of on assessment_ballot_slips (county_id, ballot_id, used);
call guard_by_county('assessment_ballot_slips');

create table assessment_urns (
  county_id  uuid not null references counties,
  ballot_id  uuid not null,
  modulus    text not null,
  sealed_key text not null,
  sums       text[] not null,
  primary key (county_id, ballot_id),
  foreign key (county_id, ballot_id) references assessment_ballots
);
comment on table assessment_urns is 'The sealed sums of a ballot that is under way: each vote is added to them without opening them, and all of them change with each vote. Gone once it is counted';
comment on column assessment_urns.sealed_key is 'What opens them, sealed with the keys of both tellers, which are kept nowhere';
call guard_by_county('assessment_urns');

create table assessment_consequences (
  county_id     uuid not null references counties,
  id            uuid not null,
  state         text not null,
  version       integer not null,
  changed_at    timestamptz not null,
  created_at    timestamptz not null,
  batch_id      uuid,
  assessment_id uuid not null,
  sheet_id      uuid not null,
  subject       text not null check (subject in ('committee', 'member', 'unit')),
  committee_id  uuid,
  member_id     uuid,
  unit_id       uuid,
  name          text not null check (char_length(name) between 1 and 100),
  year          integer not null,
  kind          text not null check (kind in ('recommendation', 'praise', 'talk', 'criticism', 'deduction')),
  grounds       text not null check (char_length(grounds) between 1 and 200),
  whom          text check (char_length(whom) <= 100),
  addressee     text check (char_length(addressee) <= 200),
  words         text check (char_length(words) <= 5000),
  points        numeric(8,2) check (points > 0),
  talked_on     date,
  talked_by     text check (char_length(talked_by) <= 100),
  gist          text check (char_length(gist) <= 5000),
  pledge        text check (char_length(pledge) <= 2000),
  told_on       date,
  object_by     date,
  objection     text check (char_length(objection) <= 2000),
  objected_on   date,
  answer        text check (char_length(answer) <= 2000),
  answered_on   date,
  document_no   text check (char_length(document_no) <= 60),
  issued_on     date,
  primary key (county_id, id),
  foreign key (county_id, assessment_id) references assessments,
  foreign key (county_id, sheet_id) references assessment_sheets,
  foreign key (county_id, committee_id) references committees,
  foreign key (county_id, member_id) references members,
  foreign key (county_id, unit_id) references units,
  check (num_nonnulls(committee_id, member_id, unit_id) = 1)
);
comment on table assessment_consequences is 'What follows from a decided assessment for one subject: a letter of recommendation, praise, a reminder talk, a critical circular, points off in the annual target assessment. Each is confirmed by a person';
comment on column assessment_consequences.grounds is 'The words of the scheme from which it follows, or the award';
comment on column assessment_consequences.whom is 'Who is recommended or talked with, when it is a person of the subject';
comment on column assessment_consequences.points is 'Points taken off in the annual target assessment of the township or unit';
comment on column assessment_consequences.object_by is 'Until this day the one concerned may object, by the plan in force when told';
create unique index assessment_consequences_once on assessment_consequences (county_id, sheet_id, kind, grounds) where state not in ('dropped', 'withdrawn');
create index assessment_consequences_sheet on assessment_consequences (county_id, sheet_id);
create index assessment_consequences_of on assessment_consequences (county_id, assessment_id, kind, name);
create index assessment_consequences_committee on assessment_consequences (county_id, committee_id, year desc) where committee_id is not null;
create index assessment_consequences_member on assessment_consequences (county_id, member_id, year desc) where member_id is not null;
create index assessment_consequences_unit on assessment_consequences (county_id, unit_id, year desc) where unit_id is not null;
create index assessment_consequences_year on assessment_consequences (county_id, year, kind);
create index assessment_consequences_newest on assessment_consequences (county_id, issued_on desc, id desc);
call record_table('assessment_consequences');
