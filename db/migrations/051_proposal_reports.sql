-- The county body's reports on proposals: 提案工作情况报告 of a session or year, 提案办理情况报告 of those who handled them.

create table proposal_reports (
  county_id   uuid not null references counties,
  id          uuid not null,
  state       text not null,
  version     integer not null,
  changed_at  timestamptz not null,
  created_at  timestamptz not null,
  batch_id    uuid,
  kind        text not null check (kind in ('work', 'handling')),
  term        integer check (term between 1 and 99),
  session     integer check (session between 1 and 99),
  from_on     date,
  to_on       date,
  title       text not null check (char_length(title) between 1 and 100),
  body        text not null check (char_length(body) between 1 and 20000),
  as_of       timestamptz not null,
  quotes      jsonb not null default '[]',
  tables      jsonb not null default '[]',
  finished_on date,
  primary key (county_id, id),
  check ((term is null) = (session is null)),
  check ((from_on is null) = (to_on is null)),
  check (from_on <= to_on),
  check ((term is null) <> (from_on is null))
);
comment on table proposal_reports is 'Reports on proposals to the plenary or the standing committee: sentences of people, numbers of the records';
comment on column proposal_reports.term is 'With session: the session whose proposals it tells of; null when it tells of a period';
comment on column proposal_reports.from_on is 'With to_on: the period in which the proposals were handed in; null when it tells of a session';
comment on column proposal_reports.body is 'One paragraph or heading a line, with tokens for numbers: src/reports/template.ts says how it is read';
comment on column proposal_reports.as_of is 'The moment whose records the numbers were taken from';
comment on column proposal_reports.quotes is 'The numbers and words that the tokens stand for, with definition and list, as they were at that moment';
comment on column proposal_reports.tables is 'The tables that the body places by name, as they were at that moment';
create index proposal_reports_newest on proposal_reports (county_id, as_of desc, id desc);
create index proposal_reports_state on proposal_reports (county_id, state, as_of desc);
call record_table('proposal_reports');
