-- 交办事项: what the county or the township Party committee hands down to committees.

create table tasks (
  county_id    uuid not null references counties,
  id           uuid not null,
  state        text not null,
  version      integer not null,
  changed_at   timestamptz not null,
  created_at   timestamptz not null,
  batch_id     uuid,
  handed_by    text not null check (handed_by in ('county', 'township')),
  committee_id uuid not null,
  title        text not null check (char_length(title) between 1 and 200),
  content      text check (char_length(content) <= 5000),
  document_no  text check (char_length(document_no) <= 60),
  handed_on    date not null,
  days         integer check (days between 1 and 250),
  due_on       date not null,
  result       text check (char_length(result) <= 2000),
  reported_on  date,
  on_time      boolean,
  primary key (county_id, id),
  foreign key (county_id, committee_id) references committees
);
comment on table tasks is 'Matters handed down to a committee by the county body or the township Party committee; one row for each committee';
comment on column tasks.days is 'The limit in working days from handed_on, where it was set so: due_on follows from it and from the working-day calendar';
comment on column tasks.on_time is 'Whether it was reported done by due_on; set with the report';
create index tasks_committee on tasks (county_id, committee_id, state, due_on);
create index tasks_handed on tasks (county_id, handed_on desc, id desc);
create index tasks_due on tasks (county_id, due_on) where state in ('handed', 'accepted');
call record_table('tasks');
