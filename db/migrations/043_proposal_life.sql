-- A proposal's whole life: the plenary session it belongs to, what reviewers said, who handles it and how, what was talked over, what each
-- unit answered, how every signer rated it, and what was promised for later years. The rooms of the chapter of proposals use these.

alter table proposals drop constraint proposals_disposition_check;
alter table proposals add constraint proposals_disposition_check check (disposition in ('filed', 'merged', 'converted', 'letter', 'refused', 'withdrawn'));
alter table proposals drop constraint proposals_proposer_kind_check;
alter table proposals add constraint proposals_proposer_kind_check
  check (proposer_kind in ('member', 'joint', 'party', 'organisation', 'special_committee', 'sector', 'group', 'committee'));

do $$ declare name text; begin
  foreach name in array array['proposals', 'proposals_history'] loop
    execute format('alter table %I
      add column cosign_by date,
      add column public_why text,
      add column suggested_ids uuid[] not null default ''{}'',
      add column suggestions text[] not null default ''{}'',
      add column adoptions text[] not null default ''{}'',
      add column suggestions_n integer not null default 0,
      add column adopted_n integer not null default 0,
      add column side text,
      add column mode text,
      add column separate_ids uuid[] not null default ''{}'',
      add column clock_from date,
      add column object_by date,
      add column bounced integer not null default 0,
      add column forced_on date,
      add column extension_to date,
      add column extensions integer not null default 0,
      add column on_time boolean,
      add column rate_by date,
      add column raters_n integer not null default 0,
      add column rated_n integer not null default 0,
      add column met_on date,
      add column close_agreed_on date,
      add column vote_on date,
      add column vote_for integer,
      add column vote_against integer,
      add column vote_abstained integer', name);
  end loop;
end $$;

alter table proposals
  add check (char_length(public_why) <= 200),
  add check (cardinality(suggested_ids) <= 5),
  add check (cardinality(suggestions) <= 50),
  add check (cardinality(adoptions) in (0, cardinality(suggestions))),
  add check (adoptions <@ array['adopted', 'partly', 'planned', 'not']),
  add check (side in ('party', 'government')),
  add check (mode in ('sole', 'lead', 'separate')),
  add check (cardinality(separate_ids) <= 20),
  add check (vote_for >= 0 and vote_against >= 0 and vote_abstained >= 0);
comment on column proposals.cosign_by is 'Invited members who have not signed by this day do not count; null: until it is submitted';
comment on column proposals.public_why is 'Why the proposer does not agree to publication; null when the proposer agrees';
comment on column proposals.suggested_ids is 'Units that the proposer suggests (units.id); the review decides';
comment on column proposals.suggestions is 'The advice cut into its single suggestions, as they stood when it was submitted; answered one by one';
comment on column proposals.adoptions is 'What became of each suggestion, in the same order: adopted, partly, planned, not. Empty while nothing was answered';
comment on column proposals.suggestions_n is 'How many suggestions it has: the base of the adoption rate, which counts suggestions and not proposals (domain rules 2.6)';
comment on column proposals.adopted_n is 'How many of them were adopted, wholly or in part';
comment on column proposals.side is 'Which side assigns it: party (党委办) or government (政府办)';
comment on column proposals.mode is 'sole 独办, lead 主办会办, separate 分办: then every unit handles and replies by itself';
comment on column proposals.separate_ids is 'With mode separate: the units besides lead_unit_id that each reply';
comment on column proposals.clock_from is 'The clock of the reply runs from here, whenever it is accepted: assigned, or taken up again';
comment on column proposals.object_by is 'Until when the assigned unit may object that it is not its affair; later only by the office''s leave';
comment on column proposals.bounced is 'How often an assigned unit objected';
comment on column proposals.forced_on is 'Assigned for good with a written reason: no further objection';
comment on column proposals.extension_to is 'The day asked for, while nobody has decided';
comment on column proposals.extensions is 'How many extensions were granted; an approved extension counts as on time';
comment on column proposals.on_time is 'Whether the reply of this round was sent by due_on; a later calendar does not change what was';
comment on column proposals.rate_by is 'Until when the signers rate the reply';
comment on column proposals.raters_n is 'How many are to rate the reply of this round: the first proposer and all co-signers';
comment on column proposals.rated_n is 'How many of them have';
comment on column proposals.met_on is 'When proposer, unit and the county body sat together over a reply that still did not satisfy';
comment on column proposals.close_agreed_on is 'When the proposer agreed that it may be closed, where the plan asks for that';
comment on column proposals.vote_on is 'When the standing committee of the county body voted on the closing, where the plan asks for that';
create index proposals_separate on proposals using gin (county_id, separate_ids);

create table plenaries (
  county_id   uuid not null references counties,
  id          uuid not null,
  state       text not null,
  version     integer not null,
  changed_at  timestamptz not null,
  created_at  timestamptz not null,
  batch_id    uuid,
  term        integer not null check (term between 1 and 99),
  session     integer not null check (session between 1 and 99),
  called_on   date,
  call_text   text check (char_length(call_text) <= 5000),
  opens_on    date not null,
  closes_on   date not null,
  deadline_on date not null,
  assigned_on date,
  assigned_at text check (char_length(assigned_at) <= 100),
  primary key (county_id, id),
  check (closes_on >= opens_on)
);
comment on table plenaries is 'Plenary sessions (全体会议, 几届几次) of the county body: what makes a proposal a session proposal, and when it is due';
comment on column plenaries.called_on is 'When proposals were called for (征集通知); from then on what comes in belongs to this session';
comment on column plenaries.deadline_on is '提案截止: what is submitted later is an ordinary proposal';
comment on column plenaries.assigned_on is 'Day of the assignment meeting (交办会)';
comment on column plenaries.assigned_at is 'Where the assignment meeting was held';
create unique index plenaries_session on plenaries (county_id, term, session) where state <> 'void';
create index plenaries_order on plenaries (county_id, opens_on desc, id desc);
call record_table('plenaries');

create table proposal_reviews (
  county_id    uuid not null references counties,
  id           uuid not null,
  state        text not null,
  version      integer not null,
  changed_at   timestamptz not null,
  created_at   timestamptz not null,
  batch_id     uuid,
  proposal_id  uuid not null,
  round        integer not null check (round between 1 and 3),
  reviewer_id  uuid,
  reviewer     text not null check (char_length(reviewer) between 1 and 50),
  verdict      text not null check (verdict in ('file', 'merge', 'convert', 'letter', 'return', 'refuse')),
  ground       text check (char_length(ground) <= 40),
  into_id      uuid,
  category     text check (char_length(category) <= 30),
  lead_unit_id uuid,
  remark       text check (char_length(remark) <= 1000),
  given_on     date not null,
  primary key (county_id, id),
  foreign key (county_id, proposal_id) references proposals,
  foreign key (county_id, reviewer_id) references people,
  foreign key (county_id, into_id) references proposals,
  foreign key (county_id, lead_unit_id) references units
);
comment on table proposal_reviews is 'What one reviewer said of a proposal in one round (初审, 复审, 终审). The last round''s verdict is carried out by a step of the proposal';
comment on column proposal_reviews.reviewer is 'Name as it stands in the minutes; reviewer_id when the register knows the person';
create index proposal_reviews_of on proposal_reviews (county_id, proposal_id, round, given_on);
create index proposal_reviews_newest on proposal_reviews (county_id, given_on desc, id desc);
call record_table('proposal_reviews');

create table proposal_contacts (
  county_id   uuid not null references counties,
  id          uuid not null,
  state       text not null,
  version     integer not null,
  changed_at  timestamptz not null,
  created_at  timestamptz not null,
  batch_id    uuid,
  proposal_id uuid not null,
  unit_id     uuid not null,
  round       integer not null default 1 check (round between 1 and 9),
  stage       text not null check (stage in ('before', 'during', 'after')),
  way         text not null check (way in ('visit', 'meeting', 'research', 'telephone', 'letter', 'message')),
  held_on     date not null,
  by_whom     text check (char_length(by_whom) <= 100),
  with_whom   text check (char_length(with_whom) <= 100),
  note        text not null check (char_length(note) between 1 and 2000),
  primary key (county_id, id),
  foreign key (county_id, proposal_id) references proposals,
  foreign key (county_id, unit_id) references units
);
comment on table proposal_contacts is 'Talks of a handling unit with the proposer (办前、办中、办后沟通). The unit records; the proposer may say that it did not take place';
create index proposal_contacts_of on proposal_contacts (county_id, proposal_id, held_on);
create index proposal_contacts_unit on proposal_contacts (county_id, unit_id, held_on desc, id desc);
create index proposal_contacts_newest on proposal_contacts (county_id, held_on desc, id desc);
call record_table('proposal_contacts');

create table proposal_answers (
  county_id     uuid not null references counties,
  id            uuid not null,
  state         text not null,
  version       integer not null,
  changed_at    timestamptz not null,
  created_at    timestamptz not null,
  batch_id      uuid,
  proposal_id   uuid not null,
  unit_id       uuid not null,
  round         integer not null default 1 check (round between 1 and 9),
  role          text not null check (role in ('lead', 'separate', 'assisting')),
  year          integer not null check (year between 1949 and 2200),
  number        integer check (number > 0),
  doc_no        text check (char_length(doc_no) <= 60),
  plan          text check (char_length(plan) <= 2000),
  progress      text check (char_length(progress) <= 2000),
  result        text check (result in ('SOLVED', 'PARTLY', 'IN_PROGRESS', 'PLANNED', 'DEFERRED', 'REFERENCE', 'INFEASIBLE')),
  letter        text check (letter ~ '^[A-Z]$'),
  letter_was    text check (letter_was ~ '^[A-Z]$'),
  body          text check (char_length(body) <= 20000),
  answers       text[] not null default '{}' check (cardinality(answers) <= 50),
  adoptions     text[] not null default '{}' check (adoptions <@ array['adopted', 'partly', 'planned', 'not']),
  promise       text check (char_length(promise) <= 500),
  promised_on   date,
  draft_view    text check (draft_view in ('agree', 'reserve', 'disagree')),
  draft_opinion text check (char_length(draft_opinion) <= 2000),
  shown_on      date,
  signer        text check (char_length(signer) <= 50),
  contact_name  text check (char_length(contact_name) <= 50),
  contact_phone text check (char_length(contact_phone) <= 20),
  openness      text check (openness in ('open', 'asked', 'closed')),
  checked_on    date,
  sent_on       date,
  on_time       boolean,
  primary key (county_id, id),
  foreign key (county_id, proposal_id) references proposals,
  foreign key (county_id, unit_id) references units
);
comment on table proposal_answers is 'What one unit writes on a proposal in one round: the reply of the lead unit or of each separate unit, or the opinion of an assisting unit for the lead';
comment on column proposal_answers.role is 'lead and separate go to the proposers; assisting (会办意见) goes to the lead unit, in a document-number series of its own';
comment on column proposal_answers.doc_no is 'The document number (发文字号) as printed; number is its place in the unit''s series of the year';
comment on column proposal_answers.letter_was is 'The unit''s own result letter, when the supervising office changed it';
comment on column proposal_answers.answers is 'One answer for each suggestion of the proposal, in its order';
comment on column proposal_answers.draft_view is 'What the first proposer said of the draft before it was sent';
comment on column proposal_answers.signer is 'Head of the unit who signed the paper (签发人)';
comment on column proposal_answers.openness is '主动公开, 依申请公开, 不公开, as the unit says; reviewed together with the reply';
create unique index proposal_answers_one on proposal_answers (county_id, proposal_id, unit_id, round) where state <> 'void';
create unique index proposal_answers_number on proposal_answers (county_id, unit_id, year, (role = 'assisting'), number) where number is not null;
create index proposal_answers_unit on proposal_answers (county_id, unit_id, state, id desc);
create index proposal_answers_state on proposal_answers (county_id, state, id desc);
call record_table('proposal_answers');

create table proposal_ratings (
  county_id     uuid not null references counties,
  id            uuid not null,
  state         text not null,
  version       integer not null,
  changed_at    timestamptz not null,
  created_at    timestamptz not null,
  batch_id      uuid,
  proposal_id   uuid not null,
  round         integer not null default 1 check (round between 1 and 9),
  member_id     uuid,
  rater         text not null check (char_length(rater) between 1 and 100),
  way           text not null check (way in ('self', 'message', 'paper')),
  contacted     text check (contacted in ('visited', 'telephone', 'other', 'not_needed', 'none')),
  to_point      text check (to_point in ('yes', 'mostly', 'no')),
  rating_work   text not null check (rating_work in ('satisfied', 'basically', 'dissatisfied')),
  rating_result text not null check (rating_result in ('satisfied', 'basically', 'dissatisfied')),
  opinion       text check (char_length(opinion) <= 2000),
  rated_on      date not null,
  flags         text[] not null default '{}' check (flags <@ array['device', 'network', 'burst']),
  primary key (county_id, id),
  foreign key (county_id, proposal_id) references proposals,
  foreign key (county_id, member_id) references members
);
comment on table proposal_ratings is 'How one signer rated the reply of one round. A handling unit files none; papers are entered by the office';
comment on column proposal_ratings.rater is 'Who rated, as printed: a member, or the body that proposed';
comment on column proposal_ratings.flags is 'Why it deserves a second look: from a device or network that a handling unit works from, or one of a burst';
create unique index proposal_ratings_one on proposal_ratings (county_id, proposal_id, round, rater) where state <> 'void';
create index proposal_ratings_of on proposal_ratings (county_id, proposal_id, round);
create index proposal_ratings_member on proposal_ratings (county_id, member_id) where member_id is not null;
create index proposal_ratings_newest on proposal_ratings (county_id, rated_on desc, id desc);
call record_table('proposal_ratings');

create table undertakings (
  county_id   uuid not null references counties,
  id          uuid not null,
  state       text not null,
  version     integer not null,
  changed_at  timestamptz not null,
  created_at  timestamptz not null,
  batch_id    uuid,
  proposal_id uuid not null,
  unit_id     uuid not null,
  promise     text not null check (char_length(promise) between 1 and 500),
  made_on     date not null,
  due_on      date,
  report      text check (char_length(report) <= 2000),
  reported_on date,
  judged_on   date,
  primary key (county_id, id),
  foreign key (county_id, proposal_id) references proposals,
  foreign key (county_id, unit_id) references units
);
comment on table undertakings is 'What a unit promised in a reply to do later (承诺事项), followed over years until it is struck off; others than the unit judge';
comment on column undertakings.due_on is 'Null: no time limit was set, it stays on the list until struck off (domain rules 2.6)';
create index undertakings_proposal on undertakings (county_id, proposal_id);
create index undertakings_unit on undertakings (county_id, unit_id, made_on desc, id desc);
create index undertakings_newest on undertakings (county_id, made_on desc, id desc);
create index undertakings_open on undertakings (county_id, due_on) where state in ('open', 'reported');
call record_table('undertakings');
