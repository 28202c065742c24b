-- 四个方案: the adopted plans with their clauses, and the dated values that they set.

create table plans (
  county_id     uuid not null references counties,
  id            uuid not null,
  state         text not null,
  version       integer not null,
  changed_at    timestamptz not null,
  created_at    timestamptz not null,
  batch_id      uuid,
  kind          text not null check (kind in ('setting_up', 'standardisation', 'duty', 'assessment')),
  title         text not null check (char_length(title) between 1 and 200),
  document_no   text check (char_length(document_no) <= 60),
  issued_by     text check (char_length(issued_by) <= 60),
  issued_on     date,
  in_force_from date,
  superseded_on date,
  clauses       jsonb not null default '[]' check (jsonb_typeof(clauses) = 'array'),
  primary key (county_id, id)
);
comment on table plans is 'The four plans (方案) that the county issues: setting up, standardisation, duty, assessment';
comment on column plans.clauses is '[{key, number, text}]: the clauses that the program cites; they change with the plan, version by version';
comment on column plans.superseded_on is 'From this day on a newer plan of the same kind stands in its place';
create unique index plans_in_force on plans (county_id, kind) where state = 'adopted';
create index plans_kind on plans (county_id, kind, in_force_from desc);
create index plans_newest on plans (county_id, issued_on desc, id desc);
call record_table('plans');

create table parameter_values (
  county_id  uuid not null references counties,
  id         uuid not null,
  state      text not null,
  version    integer not null,
  changed_at timestamptz not null,
  created_at timestamptz not null,
  batch_id   uuid,
  key        text not null check (key ~ '^[a-z_]+(\.[a-z_]+)+$'),
  value      text not null check (char_length(value) between 1 and 200),
  from_day   date not null,
  why        text check (char_length(why) <= 200),
  primary key (county_id, id)
);
comment on table parameter_values is 'Values of the parameters of src/plans/parameters.ts, each from a day on; a change is a new row';
comment on column parameter_values.why is 'Clause, meeting or document that changed it';
create index parameter_values_key on parameter_values (county_id, key, from_day desc, id desc);
call record_table('parameter_values');
