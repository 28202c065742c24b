-- What was said at a consultation, voted and agreed, and what became of it: remarks, votes, points, objections, the result list with its tasks,
-- how those who took part judge it, and the personal links by which they speak. A consultation advises: what a body decided about a task is entered as its decision.

create table consultation_remarks (
  county_id       uuid not null references counties,
  id              uuid not null,
  state           text not null,
  version         integer not null,
  changed_at      timestamptz not null,
  created_at      timestamptz not null,
  batch_id        uuid,
  consultation_id uuid not null,
  committee_id    uuid,
  subject         text not null check (char_length(subject) between 1 and 200),
  said_on         date not null,
  place           integer not null check (place > 0),
  speaker         text not null check (char_length(speaker) between 1 and 100),
  capacity        text check (char_length(capacity) <= 50),
  member_id       uuid,
  person_id       uuid,
  gist            text check (char_length(gist) <= 2000),
  primary key (county_id, id),
  foreign key (county_id, consultation_id) references consultations,
  foreign key (county_id, committee_id) references committees,
  foreign key (county_id, member_id) references members,
  foreign key (county_id, person_id) references people
);
comment on table consultation_remarks is 'What somebody said at a consultation, in the order in which they spoke';
comment on column consultation_remarks.subject is 'The topic, as it was called then';
comment on column consultation_remarks.place is 'Which one it was: the order of the list';
comment on column consultation_remarks.gist is 'Empty while only the recording is there';
create index consultation_remarks_of on consultation_remarks (county_id, consultation_id, place);
create index consultation_remarks_newest on consultation_remarks (county_id, said_on desc, id desc);
create index consultation_remarks_committee on consultation_remarks (county_id, committee_id, said_on desc, id desc);
create index consultation_remarks_member on consultation_remarks (county_id, member_id) where member_id is not null;
create index consultation_remarks_person on consultation_remarks (county_id, person_id) where person_id is not null;
call record_table('consultation_remarks');

create table consultation_votes (
  county_id       uuid not null references counties,
  id              uuid not null,
  state           text not null,
  version         integer not null,
  changed_at      timestamptz not null,
  created_at      timestamptz not null,
  batch_id        uuid,
  consultation_id uuid not null,
  committee_id    uuid,
  subject         text not null check (char_length(subject) between 1 and 200),
  question        text not null check (char_length(question) between 1 and 300),
  way             text not null check (way in ('hands', 'written')),
  voted_on        date not null,
  asked_n         integer not null check (asked_n > 0),
  present_n       integer check (present_n >= 0),
  cast_n          integer not null default 0 check (cast_n >= 0),
  vote_for        integer check (vote_for >= 0),
  vote_against    integer check (vote_against >= 0),
  vote_abstained  integer check (vote_abstained >= 0),
  vote_invalid    integer check (vote_invalid >= 0),
  quorum_percent  integer check (quorum_percent between 0 and 100),
  majority        text check (majority in ('half_of_present', 'two_thirds_of_present', 'half_of_asked')),
  outcome         text check (outcome in ('supported', 'tied', 'not_supported', 'no_quorum')),
  primary key (county_id, id),
  foreign key (county_id, consultation_id) references consultations,
  foreign key (county_id, committee_id) references committees
);
comment on table consultation_votes is 'Votes at a consultation: they say what those present advise, never what is to be';
comment on column consultation_votes.asked_n is 'How many had a vote';
comment on column consultation_votes.present_n is 'How many of them were there; of a written vote, how many ballots came';
comment on column consultation_votes.cast_n is 'Ballots that came by personal links; what they say is counted only when the vote is closed';
comment on column consultation_votes.quorum_percent is 'The share of those asked that the plan wanted on that day, as it was applied';
comment on column consultation_votes.outcome is 'What the numbers came to under the rules of that day';
create index consultation_votes_of on consultation_votes (county_id, consultation_id, voted_on);
create index consultation_votes_newest on consultation_votes (county_id, voted_on desc, id desc);
create index consultation_votes_committee on consultation_votes (county_id, committee_id, voted_on desc, id desc);
call record_table('consultation_votes');

create table consultation_urns (
  county_id      uuid not null references counties,
  vote_id        uuid not null,
  vote_for       integer not null default 0,
  vote_against   integer not null default 0,
  vote_abstained integer not null default 0,
  primary key (county_id, vote_id),
  foreign key (county_id, vote_id) references consultation_votes
);
comment on table consultation_urns is 'The ballots of a written vote, as sums only: no row, moment or order of a single ballot is kept, so nobody can tell who voted what';
call guard_by_county('consultation_urns');

create table consultation_points (
  county_id       uuid not null references counties,
  id              uuid not null,
  state           text not null,
  version         integer not null,
  changed_at      timestamptz not null,
  created_at      timestamptz not null,
  batch_id        uuid,
  consultation_id uuid not null,
  committee_id    uuid,
  subject         text not null check (char_length(subject) between 1 and 200),
  noted_on        date not null,
  place           integer not null check (place > 0),
  kind            text not null check (kind in ('agreed', 'open')),
  point           text not null check (char_length(point) between 1 and 500),
  reason          text check (char_length(reason) <= 1000),
  answer          text check (char_length(answer) <= 2000),
  answered_on     date,
  primary key (county_id, id),
  foreign key (county_id, consultation_id) references consultations,
  foreign key (county_id, committee_id) references committees
);
comment on table consultation_points is 'Points on which those present agreed, or did not; the advice is drafted from the former';
comment on column consultation_points.reason is 'Of a point that was left open: on what they did not agree';
comment on column consultation_points.answer is 'Of a point that was left open: how it goes on';
create index consultation_points_of on consultation_points (county_id, consultation_id, place);
create index consultation_points_newest on consultation_points (county_id, noted_on desc, id desc);
create index consultation_points_committee on consultation_points (county_id, committee_id, noted_on desc, id desc);
call record_table('consultation_points');

create table consultation_objections (
  county_id       uuid not null references counties,
  id              uuid not null,
  state           text not null,
  version         integer not null,
  changed_at      timestamptz not null,
  created_at      timestamptz not null,
  batch_id        uuid,
  consultation_id uuid not null,
  committee_id    uuid,
  subject         text not null check (char_length(subject) between 1 and 200),
  raised_by       text not null check (char_length(raised_by) between 1 and 100),
  capacity        text check (char_length(capacity) <= 50),
  source          text not null check (source in ('meeting', 'link', 'paper')),
  raised_on       date not null,
  objection       text not null check (char_length(objection) between 1 and 2000),
  answer          text check (char_length(answer) <= 2000),
  answered_by     text check (char_length(answered_by) <= 100),
  answered_on     date,
  link_id         uuid,
  primary key (county_id, id),
  foreign key (county_id, consultation_id) references consultations,
  foreign key (county_id, committee_id) references committees
);
comment on table consultation_objections is 'Dissent voiced at the meeting, and objections to its results: each is kept with its answer';
comment on column consultation_objections.link_id is 'The personal link by which it came (consultation_links.id): its holder reads the answer there';
create index consultation_objections_of on consultation_objections (county_id, consultation_id, raised_on);
create index consultation_objections_newest on consultation_objections (county_id, raised_on desc, id desc);
create index consultation_objections_committee on consultation_objections (county_id, committee_id, raised_on desc, id desc);
create index consultation_objections_link on consultation_objections (county_id, link_id) where link_id is not null;
call record_table('consultation_objections');

create table consultation_results (
  county_id       uuid not null references counties,
  id              uuid not null,
  state           text not null,
  version         integer not null,
  changed_at      timestamptz not null,
  created_at      timestamptz not null,
  batch_id        uuid,
  consultation_id uuid not null,
  committee_id    uuid,
  subject         text not null check (char_length(subject) between 1 and 200),
  held_on         date not null,
  convenor        text check (char_length(convenor) <= 200),
  recorder        text check (char_length(recorder) <= 100),
  present         text check (char_length(present) <= 4000),
  absent          text check (char_length(absent) <= 2000),
  minutes_by      date,
  confirmed_by    text check (char_length(confirmed_by) <= 100),
  confirmed_on    date,
  decider         text check (char_length(decider) <= 100),
  sent_on         date,
  file_by         date,
  filed_on        date,
  filing_no       integer,
  acknowledged_on date,
  follow_on       date,
  followed_on     date,
  closed_on       date,
  tasks_n         integer not null default 0,
  tasks_open      integer not null default 0,
  objections_open integer not null default 0,
  asked_n         integer not null default 0,
  evaluated_n     integer not null default 0,
  primary key (county_id, id),
  foreign key (county_id, consultation_id) references consultations,
  foreign key (county_id, committee_id) references committees
);
comment on table consultation_results is 'The result list of a consultation with its minutes and its filing: what those present advise, to whom it went, what became of it';
comment on column consultation_results.present is 'Who was there, by role, one role on a line';
comment on column consultation_results.minutes_by is 'By when the minutes are due under the rules of the day of the meeting';
comment on column consultation_results.decider is 'The Party committee, government or village body that decides about the tasks';
comment on column consultation_results.file_by is 'By when it is to be filed with the county';
comment on column consultation_results.filing_no is 'Given by the county office when it acknowledges the filing, without gaps in the year of that day';
comment on column consultation_results.follow_on is 'When it is looked at again what became of the tasks';
comment on column consultation_results.tasks_open is 'Tasks that are neither done nor declined';
comment on column consultation_results.objections_open is 'Objections without an answer: while there is one, the list is not closed';
comment on column consultation_results.asked_n is 'How many were asked how they judge the results: the base of what they say';
create unique index consultation_results_of on consultation_results (county_id, consultation_id) where state <> 'void';
create index consultation_results_newest on consultation_results (county_id, held_on desc, id desc);
create index consultation_results_committee on consultation_results (county_id, committee_id, held_on desc, id desc);
create index consultation_results_open on consultation_results (county_id, state, held_on) where state not in ('closed', 'void');
call record_table('consultation_results');

create table consultation_tasks (
  county_id       uuid not null references counties,
  id              uuid not null,
  state           text not null,
  version         integer not null,
  changed_at      timestamptz not null,
  created_at      timestamptz not null,
  batch_id        uuid,
  result_id       uuid not null,
  consultation_id uuid not null,
  committee_id    uuid,
  subject         text not null check (char_length(subject) between 1 and 200),
  listed_on       date not null,
  place           integer not null check (place > 0),
  task            text not null check (char_length(task) between 1 and 500),
  unit_id         uuid,
  body            text check (char_length(body) <= 100),
  measure         text check (char_length(measure) <= 500),
  due_on          date,
  decision        text check (decision in ('adopted', 'partly', 'declined')),
  decided_by      text check (char_length(decided_by) <= 100),
  decided_on      date,
  decision_words  text check (char_length(decision_words) <= 2000),
  report          text check (char_length(report) <= 2000),
  reported_on     date,
  judged_on       date,
  follow_note     text check (char_length(follow_note) <= 1000),
  followed_on     date,
  primary key (county_id, id),
  foreign key (county_id, result_id) references consultation_results,
  foreign key (county_id, consultation_id) references consultations,
  foreign key (county_id, committee_id) references committees,
  foreign key (county_id, unit_id) references units
);
comment on table consultation_tasks is 'What a consultation advises somebody to do, and what the body that decides made of it';
comment on column consultation_tasks.body is 'Who is to do it, where that is no unit of the register: a village committee';
comment on column consultation_tasks.decision is 'Of the body that decides; entered from its paper';
create index consultation_tasks_of on consultation_tasks (county_id, result_id, place);
create index consultation_tasks_consultation on consultation_tasks (county_id, consultation_id);
create index consultation_tasks_unit on consultation_tasks (county_id, unit_id, listed_on desc, id desc) where unit_id is not null;
create index consultation_tasks_newest on consultation_tasks (county_id, listed_on desc, id desc);
create index consultation_tasks_committee on consultation_tasks (county_id, committee_id, listed_on desc, id desc);
create index consultation_tasks_due on consultation_tasks (county_id, due_on) where state = 'adopted';
call record_table('consultation_tasks');

create table consultation_evaluations (
  county_id       uuid not null references counties,
  id              uuid not null,
  state           text not null,
  version         integer not null,
  changed_at      timestamptz not null,
  created_at      timestamptz not null,
  batch_id        uuid,
  consultation_id uuid not null,
  committee_id    uuid,
  subject         text not null check (char_length(subject) between 1 and 200),
  verdict         text not null check (verdict in ('satisfied', 'basically', 'dissatisfied')),
  reason          text check (char_length(reason) <= 1000),
  way             text not null check (way in ('link', 'paper')),
  evaluated_on    date not null,
  primary key (county_id, id),
  foreign key (county_id, consultation_id) references consultations,
  foreign key (county_id, committee_id) references committees
);
comment on table consultation_evaluations is 'How somebody who took part judges what came of a consultation. Whose it is, is not kept';
create index consultation_evaluations_of on consultation_evaluations (county_id, consultation_id, evaluated_on);
create index consultation_evaluations_newest on consultation_evaluations (county_id, evaluated_on desc, id desc);
create index consultation_evaluations_committee on consultation_evaluations (county_id, committee_id, evaluated_on desc, id desc);
call record_table('consultation_evaluations');

create table consultation_links (
  county_id       uuid not null references counties,
  id              uuid not null,
  consultation_id uuid not null,
  vote_id         uuid,
  holder          text not null check (char_length(holder) between 1 and 100),
  capacity        text check (char_length(capacity) <= 50),
  code_hash       text not null,
  made_on         date not null,
  used            boolean not null default false,
  primary key (county_id, id),
  foreign key (county_id, consultation_id) references consultations,
  foreign key (county_id, vote_id) references consultation_votes
);
comment on table consultation_links is 'Personal links: one ballot of a written vote (vote_id), or one judgement of the results and as many objections as needed. When it was used is not kept, so that nothing can be laid beside it';
comment on column consultation_links.code_hash is 'sha256 of the code: the code itself is only on the message or slip';
create unique index consultation_links_code on consultation_links (county_id, code_hash);
create unique index consultation_links_holder on consultation_links (county_id, consultation_id, coalesce(vote_id, '00000000-0000-0000-0000-000000000000'), holder);
call guard_by_county('consultation_links');
