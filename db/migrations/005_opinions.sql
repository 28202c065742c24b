-- The monthly duty: the residents' ledger (民情台账) and the opinion items (社情民意信息) edited from it.

create table ledger_entries (
  county_id       uuid not null references counties,
  id              uuid not null,
  state           text not null,
  version         integer not null,
  changed_at      timestamptz not null,
  created_at      timestamptz not null,
  batch_id        uuid,
  committee_id    uuid not null,
  number          integer not null check (number > 0),
  paper_number    text check (char_length(paper_number) <= 30),
  received_on     date not null,
  precision       text not null default 'day' check (precision in ('day', 'month', 'year')),
  way             text check (way in ('visit', 'reception', 'telephone', 'qr', 'meeting', 'letter', 'member', 'other')),
  reporter        text check (char_length(reporter) <= 50),
  phone           text check (char_length(phone) <= 20),
  place           text check (char_length(place) <= 100),
  matter          text not null check (char_length(matter) between 1 and 2000),
  category        text check (char_length(category) <= 50),
  people_affected integer check (people_affected >= 0),
  handling        text check (handling in ('on_spot', 'transferred', 'to_township', 'to_county', 'follow_up')),
  handler         text check (char_length(handler) <= 100),
  outcome         text check (outcome in ('solved', 'answered', 'in_hand', 'unsolved')),
  outcome_text    text check (char_length(outcome_text) <= 2000),
  answered_on     date,
  closed_on       date,
  dispute         boolean not null default false,
  settled         boolean,
  receipt         text check (receipt ~ '^[2-9A-HJ-NP-Z]{8}$'),
  primary key (county_id, id),
  foreign key (county_id, committee_id) references committees
);
comment on table ledger_entries is 'The residents'' ledger (民情台账): what residents told a committee and what became of it';
comment on column ledger_entries.number is 'Running number within the committee and the year of received_on, given at entry';
comment on column ledger_entries.paper_number is 'The number that the paper or Excel ledger itself carried, as written there';
comment on column ledger_entries.precision is 'How exactly received_on is known: an old ledger may only name the month; received_on is then its first day';
comment on column ledger_entries.reporter is 'Null: anonymous. Read by the committee''s staff and the county office only';
comment on column ledger_entries.handler is 'Unit or person that handles it, as words';
comment on column ledger_entries.outcome is 'Milestones stay apart: answered is not closed, closed is not solved';
comment on column ledger_entries.settled is 'Of a dispute: whether it was settled; null while nobody knows';
comment on column ledger_entries.receipt is 'What the resident who reported by the public page asks with; unambiguous letters and digits';
create index ledger_entries_newest on ledger_entries (county_id, received_on desc, id desc);
create index ledger_entries_committee on ledger_entries (county_id, committee_id, state, received_on desc, id desc);
create index ledger_entries_committee_newest on ledger_entries (county_id, committee_id, received_on desc, id desc);
create index ledger_entries_handling on ledger_entries (county_id, committee_id, handling, received_on desc, id desc);
create index ledger_entries_state on ledger_entries (county_id, state, received_on desc, id desc);
create unique index ledger_entries_receipt on ledger_entries (county_id, receipt) where receipt is not null;
call record_table('ledger_entries');

create table opinion_items (
  county_id    uuid not null references counties,
  id           uuid not null,
  state        text not null,
  version      integer not null,
  changed_at   timestamptz not null,
  created_at   timestamptz not null,
  batch_id     uuid,
  committee_id uuid,
  member_id    uuid,
  author_id    uuid,
  title        text not null check (char_length(title) between 1 and 100),
  category     text check (char_length(category) <= 50),
  situation    text check (char_length(situation) <= 3000),
  causes       text check (char_length(causes) <= 3000),
  advice       text check (char_length(advice) <= 3000),
  route        text check (route in ('township', 'county', 'direct')),
  submitted_on date,
  precision    text not null default 'day' check (precision in ('day', 'month', 'year')),
  edited_on    date,
  issued_on    date,
  issue_year   integer,
  issue        integer,
  sources      integer not null default 0,
  outcomes     integer not null default 0,
  instructions integer not null default 0,
  primary key (county_id, id),
  foreign key (county_id, committee_id) references committees,
  foreign key (county_id, member_id) references members
);
comment on table opinion_items is 'Opinion items (社情民意信息): one matter each, written from ledger entries or by a member, edited and issued by the county office';
comment on column opinion_items.member_id is 'The member in whose name it is reported';
comment on column opinion_items.author_id is 'The person who entered it: may go on writing while it is a draft';
comment on column opinion_items.route is 'township: to Party and government of the same level; county: by the county body to the county''s; direct: the through train (直通车)';
comment on column opinion_items.precision is 'How exactly submitted_on is known';
comment on column opinion_items.issue is 'Issue number within issue_year: 〔2025〕第12期. An issue of former years may hold several items';
comment on column opinion_items.sources is 'How many ledger entries it was made from (opinion_sources)';
comment on column opinion_items.outcomes is 'How many outcomes are noted (opinion_outcomes), instructions among them counted apart as well';
create index opinion_items_newest on opinion_items (county_id, submitted_on desc, id desc);
create index opinion_items_committee on opinion_items (county_id, committee_id, submitted_on desc, id desc);
create index opinion_items_state on opinion_items (county_id, state, submitted_on desc, id desc);
create index opinion_items_author on opinion_items (county_id, author_id, submitted_on desc, id desc);
create index opinion_items_member on opinion_items (county_id, member_id, submitted_on desc, id desc);
create index opinion_items_issue on opinion_items (county_id, issue_year, issue) where issue is not null;
call record_table('opinion_items');

create table opinion_sources (
  county_id uuid not null,
  item_id   uuid not null,
  entry_id  uuid not null,
  primary key (county_id, item_id, entry_id),
  foreign key (county_id, item_id) references opinion_items,
  foreign key (county_id, entry_id) references ledger_entries
);
comment on table opinion_sources is 'From which ledger entries an opinion item was made; one item merges several, one entry may serve several';
create index opinion_sources_entry on opinion_sources (county_id, entry_id);
call guard_by_county('opinion_sources');

create table opinion_outcomes (
  county_id uuid not null,
  id        uuid not null,
  item_id   uuid not null,
  noted_at  timestamptz not null,
  kind      text not null check (kind in ('adopted_single', 'adopted_merged', 'forwarded', 'instruction', 'feedback')),
  level     text not null check (level in ('township', 'county', 'city', 'province', 'nation')),
  body      text check (char_length(body) <= 100),
  leader    text check (char_length(leader) <= 50),
  came_on   date not null,
  words     text check (char_length(words) <= 2000),
  primary key (county_id, id),
  foreign key (county_id, item_id) references opinion_items
);
comment on table opinion_outcomes is 'What became of an opinion item; one item has many outcomes at many levels';
comment on column opinion_outcomes.body is 'Who adopted it or gave feedback, e.g. 市政协办公室';
comment on column opinion_outcomes.leader is 'Of an instruction (批示): who gave it';
comment on column opinion_outcomes.words is 'Text of the instruction or feedback';
create index opinion_outcomes_item on opinion_outcomes (county_id, item_id, came_on);
call guard_by_county('opinion_outcomes');
