-- What of a proposal and its reply everybody may read: a text of its own, reviewed by the unit and by the county office (domain rules 2.8).

create table publications (
  county_id     uuid not null references counties,
  id            uuid not null,
  state         text not null,
  version       integer not null,
  changed_at    timestamptz not null,
  created_at    timestamptz not null,
  batch_id      uuid,
  proposal_id   uuid not null,
  code          text not null check (code ~ '^[2-9A-HJ-NP-Z]{10}$'),
  extent        text not null default 'full' check (extent in ('full', 'summary')),
  title         text not null check (char_length(title) between 1 and 200),
  matter        text not null check (char_length(matter) between 1 and 6000),
  answer        text not null check (char_length(answer) between 1 and 8000),
  author_id     uuid,
  term          integer not null,
  session       integer not null,
  time_class    text not null check (time_class in ('session', 'ordinary')),
  proposal_no   integer,
  category      text check (char_length(category) <= 30),
  proposer_kind text not null,
  proposer_name text not null check (char_length(proposer_name) <= 100),
  member_id     uuid,
  unit_ids      uuid[] not null default '{}' check (cardinality(unit_ids) <= 21),
  submitted_on  date,
  replied_on    date not null,
  result        text,
  letter        text check (letter ~ '^[A-Z]$'),
  publish_by    date,
  openness      text check (openness in ('open', 'asked', 'closed')),
  cleared_ids   uuid[] not null default '{}',
  clearer_ids   uuid[] not null default '{}',
  cleared_on    date,
  cleared_by    text check (char_length(cleared_by) <= 300),
  clear_note    text check (char_length(clear_note) <= 2000),
  reviewed_on   date,
  reviewed_by   text check (char_length(reviewed_by) <= 50),
  review_note   text check (char_length(review_note) <= 500),
  withheld_by   text check (withheld_by in ('proposer', 'unit', 'office')),
  ground        text check (char_length(ground) <= 20),
  published_on  date,
  published_at  timestamptz,
  first_at      timestamptz,
  primary key (county_id, id),
  foreign key (county_id, proposal_id) references proposals,
  foreign key (county_id, member_id) references members
);
comment on table publications is 'What everybody may read of a proposal and its reply (公开稿): a text of its own; the proposal and the letter stay as they are';
comment on column publications.code is 'The public address. Drawn by lot, given once, the same after a revision: it tells nothing of other proposals';
comment on column publications.extent is 'full 全文, or summary 摘要 of what is too complex or too long';
comment on column publications.author_id is 'Who wrote the text last: somebody else publishes it';
comment on column publications.term is 'This and the following to letter: of the proposal, as they stood when the text was last sent on or published';
comment on column publications.unit_ids is 'The units that replied: each reviews whether anything in it is secret';
comment on column publications.openness is 'What the units say of their reply, at last (主动公开, 依申请公开, 不公开); null: they have not said';
comment on column publications.cleared_ids is 'Of unit_ids those that have reviewed it and agree';
comment on column publications.clearer_ids is 'Who reviewed for the units (people.id): none of them publishes it';
comment on column publications.withheld_by is 'Who does not want it published; ground says why, by its code';
comment on column publications.publish_by is 'Until when it is to be published, counted from the reply';
comment on column publications.first_at is 'When it was first published: the date of its entry in the feeds; published_at is that of the text which stands now';
create unique index publications_of on publications (county_id, proposal_id);
create unique index publications_code on publications (county_id, code);
create index publications_public on publications (county_id, published_on desc, id desc) where state = 'published';
create index publications_told on publications (county_id, changed_at desc) where state in ('published', 'withdrawn');
create index publications_session on publications (county_id, term, session, published_on desc, id desc) where state = 'published';
create index publications_state on publications (county_id, state, id desc);
create index publications_newest on publications (county_id, replied_on desc, id desc);
create index publications_units on publications using gin (county_id, unit_ids);
create index publications_member on publications (county_id, member_id) where member_id is not null;
create index publications_due on publications (county_id, publish_by) where state in ('draft', 'unit_review', 'office_review');
call record_table('publications');

create index proposals_replied on proposals (county_id, replied_on desc, id desc) where replied_on is not null;
create index proposals_open_data on proposals (county_id, term, session, time_class desc, (coalesce(proposal_no, 2147483647)), id) where disposition in ('filed', 'merged');
