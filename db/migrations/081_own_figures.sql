-- Figures that an office puts together in the pages from what the chapters declare: an address (which figure, which conditions, what is counted) under
-- a label of the county's own. Its versions are kept, so that a report of an earlier moment counts by the composition that stood then.

create table own_figures (
  county_id   uuid not null references counties,
  id          uuid not null,
  state       text not null,
  version     integer not null,
  changed_at  timestamptz not null,
  created_at  timestamptz not null,
  batch_id    uuid,
  number      integer not null check (number > 0),
  label       text not null check (char_length(label) between 2 and 40),
  definition  text not null check (char_length(definition) between 1 and 600),
  unit        text not null check (char_length(unit) between 1 and 10),
  composition text not null check (char_length(composition) between 1 and 4000),
  ratio_of    text check (char_length(ratio_of) between 1 and 4000),
  decimals    integer check (decimals between 0 and 2),
  convention  text check (char_length(convention) between 1 and 200),
  primary key (county_id, id),
  check ((ratio_of is null) = (decimals is null)),
  check ((ratio_of is null) = (convention is null))
);
comment on table own_figures is 'Figures composed by the office (自拟统计数字); the composition is the query of the address that lists what is counted';
comment on column own_figures.number is 'Part of the lasting name by which templates call it: own_<number>';
comment on column own_figures.composition is 'figure=…&with=…&without=…&by.<dimension>=<value>&each=… or &sum=…';
comment on column own_figures.ratio_of is 'The composition of what it is a share of; null: it is a number';
comment on column own_figures.convention is 'The convention of the share in words, printed beside it';
create unique index own_figures_number on own_figures (county_id, number);
create unique index own_figures_label on own_figures (county_id, label) where state = 'in_use';
call record_table('own_figures');

-- Lists of categories change from year to year: how an old word is called in the list of today, so that years can be laid side by side.

create table category_words (
  county_id  uuid not null references counties,
  id         uuid not null,
  state      text not null,
  version    integer not null,
  changed_at timestamptz not null,
  created_at timestamptz not null,
  batch_id   uuid,
  kind       text not null check (kind in ('proposal', 'ledger_entry', 'opinion_item')),
  was        text not null check (char_length(was) between 1 and 40),
  becomes    text not null check (char_length(becomes) between 1 and 40),
  primary key (county_id, id),
  check (was <> becomes)
);
comment on table category_words is 'Old categories and what they are called in the list in use (类别对应); the records keep the word they were entered with';
create unique index category_words_standing on category_words (county_id, kind, was) where state = 'in_use';
create index category_words_becoming on category_words (county_id, kind, becomes);
call record_table('category_words');

-- A ledger of a million entries is divided by what the clerk wrote: the newest-first index carries these words, so that a figure is counted without fetching its
-- rows (260 ms of one core instead of 380 for three years, 70 instead of 240 for one). No further index: each entry is 40 bytes longer in this one, and costs 4 µs more to write.
drop index ledger_entries_newest;
create index ledger_entries_newest on ledger_entries (county_id, received_on desc, id desc)
  include (about_person, state, committee_id, way, category, handling, outcome, dispute, settled, precision,
    verified_on, called_back_on, handling_rating, result_rating, receipt, source);
