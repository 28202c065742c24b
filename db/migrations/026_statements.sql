-- The committees' plans, reports and summaries (述职与报告), and what the public page of a committee says of it.

create table statements (
  county_id    uuid not null references counties,
  id           uuid not null,
  state        text not null,
  version      integer not null,
  changed_at   timestamptz not null,
  created_at   timestamptz not null,
  batch_id     uuid,
  committee_id uuid not null,
  kind         text not null check (kind in ('yearly_plan', 'monthly', 'half_year', 'yearly_summary')),
  from_on      date not null,
  to_on        date not null,
  title        text not null check (char_length(title) between 1 and 100),
  body         text not null check (char_length(body) between 1 and 20000),
  as_of        timestamptz not null,
  quotes       jsonb not null default '[]',
  tables       jsonb not null default '[]',
  matters      uuid[] not null default '{}',
  remarks      jsonb not null default '[]',
  zero         boolean not null default false,
  submitted_on date,
  accepted_on  date,
  primary key (county_id, id),
  foreign key (county_id, committee_id) references committees,
  check (from_on <= to_on)
);
comment on table statements is 'Yearly plans, monthly and half-yearly reports and yearly summaries of a committee: sentences of people, numbers of the records';
comment on column statements.body is 'One paragraph or heading a line, with tokens for numbers: src/reports/template.ts says how it is read';
comment on column statements.as_of is 'The moment whose records the numbers were taken from';
comment on column statements.quotes is 'The numbers, judgements and words that the tokens stand for, with definition, as they were at that moment';
comment on column statements.tables is 'The tables that the body places by name, as they were at that moment';
comment on column statements.matters is 'Ledger entries that were picked as typical';
comment on column statements.remarks is 'Why it was last returned, by the number of the paragraph';
comment on column statements.zero is 'Nothing was told in the month: a signed fact, not silence';
create unique index statements_once on statements (county_id, committee_id, kind, from_on) where state <> 'void';
create index statements_newest on statements (county_id, to_on desc, id desc);
create index statements_committee on statements (county_id, committee_id, to_on desc, id desc);
create index statements_state on statements (county_id, state, to_on desc);
call record_table('statements');

create table committee_contacts (
  county_id    uuid not null references counties,
  id           uuid not null,
  state        text not null,
  version      integer not null,
  changed_at   timestamptz not null,
  created_at   timestamptz not null,
  batch_id     uuid,
  committee_id uuid not null,
  address      text check (char_length(address) <= 100),
  hours        text check (char_length(hours) <= 100),
  phone        text check (char_length(phone) <= 20),
  words        text check (char_length(words) <= 300),
  primary key (county_id, id),
  foreign key (county_id, committee_id) references committees,
  unique (county_id, committee_id)
);
comment on table committee_contacts is 'Where and when residents find a committee (公开信息): shown on its public page';
comment on column committee_contacts.phone is 'The telephone of the office, never of a person; shown only if the county''s parameter says so';
call record_table('committee_contacts');
