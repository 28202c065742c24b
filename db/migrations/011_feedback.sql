-- 投诉建议: what users say about the system itself, answered in the system.

create table feedback (
  county_id  uuid not null references counties,
  id         uuid not null,
  state      text not null,
  version    integer not null,
  changed_at timestamptz not null,
  created_at timestamptz not null,
  batch_id   uuid,
  said       text not null check (char_length(said) between 1 and 1000),
  page       text check (char_length(page) <= 300),
  person_id  uuid,
  name       text not null,
  answer     text check (char_length(answer) <= 1000),
  primary key (county_id, id)
);
comment on table feedback is 'Complaints and suggestions about the system (投诉建议), from every page';
comment on column feedback.page is 'The page from which it was written';
create index feedback_newest on feedback (county_id, created_at desc, id desc);
create index feedback_person on feedback (county_id, person_id, created_at desc);
call record_table('feedback');
