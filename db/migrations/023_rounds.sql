-- Inspection rounds (督查): the sample, visits, findings until they are closed, and the circular with its objections.

create table rounds (
  county_id     uuid not null references counties,
  id            uuid not null,
  state         text not null,
  version       integer not null,
  changed_at    timestamptz not null,
  created_at    timestamptz not null,
  batch_id      uuid,
  title         text not null check (char_length(title) between 1 and 100),
  from_day      date not null,
  to_day        date not null,
  basis         text check (char_length(basis) <= 200),
  points        text not null check (char_length(points) between 1 and 2000),
  sampling      text not null check (sampling in ('all', 'chosen', 'random')),
  sample_size   integer check (sample_size > 0),
  seed          text check (char_length(seed) between 1 and 60),
  committee_ids uuid[] not null default '{}',
  drawn_from    uuid[] not null default '{}',
  drawn_on      date,
  primary key (county_id, id),
  check (to_day >= from_day)
);
comment on table rounds is 'Rounds of inspection of the committees'' work by the county body (督查)';
comment on column rounds.points is 'What is looked at, one point on a line';
comment on column rounds.seed is 'With drawn_from it gives the same sample again: the smallest sha256 of seed and committee id';
comment on column rounds.committee_ids is 'The sample: chosen by hand, or drawn';
comment on column rounds.drawn_from is 'The committees among which was drawn';
create index rounds_newest on rounds (county_id, from_day desc, id desc);
call record_table('rounds');

create table round_visits (
  county_id    uuid not null references counties,
  id           uuid not null,
  state        text not null,
  version      integer not null,
  changed_at   timestamptz not null,
  created_at   timestamptz not null,
  batch_id     uuid,
  round_id     uuid not null,
  committee_id uuid not null,
  visited_on   date,
  visitors     text check (char_length(visitors) <= 100),
  account      text check (char_length(account) <= 2000),
  primary key (county_id, id),
  unique (county_id, round_id, committee_id),
  foreign key (county_id, round_id) references rounds,
  foreign key (county_id, committee_id) references committees
);
comment on table round_visits is 'One committee of a round''s sample. A visit without findings is a result too';
create index round_visits_committee on round_visits (county_id, committee_id, visited_on desc, id desc);
create index round_visits_newest on round_visits (county_id, visited_on desc, id desc);
call record_table('round_visits');

create table findings (
  county_id    uuid not null references counties,
  id           uuid not null,
  state        text not null,
  version      integer not null,
  changed_at   timestamptz not null,
  created_at   timestamptz not null,
  batch_id     uuid,
  visit_id     uuid not null,
  round_id     uuid not null,
  committee_id uuid not null,
  what         text not null check (char_length(what) between 1 and 500),
  clause_key   text check (char_length(clause_key) <= 60),
  owner        text check (char_length(owner) <= 50),
  found_on     date not null,
  mend_by      date not null,
  mended_on    date,
  account      text check (char_length(account) <= 2000),
  closed_on    date,
  primary key (county_id, id),
  foreign key (county_id, visit_id) references round_visits,
  foreign key (county_id, round_id) references rounds,
  foreign key (county_id, committee_id) references committees
);
comment on table findings is 'What was found wrong at a visit, by when it is put right, and that it was (整改)';
comment on column findings.owner is 'Who answers for putting it right, by name';
comment on column findings.account is 'What the committee did about it, in its own words';
create index findings_newest on findings (county_id, found_on desc, id desc);
create index findings_committee on findings (county_id, committee_id, found_on desc, id desc);
create index findings_round on findings (county_id, round_id, committee_id);
create index findings_due on findings (county_id, state, mend_by);
call record_table('findings');

create table circulars (
  county_id     uuid not null references counties,
  id            uuid not null,
  state         text not null,
  version       integer not null,
  changed_at    timestamptz not null,
  created_at    timestamptz not null,
  batch_id      uuid,
  round_id      uuid not null,
  title         text not null check (char_length(title) between 1 and 100),
  committee_ids uuid[] not null default '{}',
  demands       text not null check (char_length(demands) between 1 and 2000),
  told_on       date,
  object_by     date,
  document_no   text check (char_length(document_no) <= 60),
  issued_on     date,
  primary key (county_id, id),
  foreign key (county_id, round_id) references rounds
);
comment on table circulars is 'Circulars (通报) on a round, written from its findings';
comment on column circulars.committee_ids is 'The committees named for what was found; told beforehand';
comment on column circulars.object_by is 'The last day on which they may object';
create index circulars_newest on circulars (county_id, issued_on desc, id desc);
call record_table('circulars');

create table objections (
  county_id    uuid not null references counties,
  id           uuid not null,
  state        text not null,
  version      integer not null,
  changed_at   timestamptz not null,
  created_at   timestamptz not null,
  batch_id     uuid,
  circular_id  uuid not null,
  committee_id uuid not null,
  words        text not null check (char_length(words) between 1 and 2000),
  raised_on    date not null,
  upheld       boolean,
  answer       text check (char_length(answer) <= 2000),
  primary key (county_id, id),
  foreign key (county_id, circular_id) references circulars,
  foreign key (county_id, committee_id) references committees
);
comment on table objections is 'What a committee says against being named in a circular, and the answer';
create index objections_circular on objections (county_id, circular_id, id);
create index objections_newest on objections (county_id, raised_on desc, id desc);
call record_table('objections');
