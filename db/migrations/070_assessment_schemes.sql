-- Schemes of assessment as a county adopts them: each edition a text that nobody changes once it is in force.

create table assessment_schemes (
  county_id    uuid not null references counties,
  id           uuid not null,
  state        text not null,
  version      integer not null,
  changed_at   timestamptz not null,
  created_at   timestamptz not null,
  batch_id     uuid,
  series       uuid not null,
  edition      integer not null check (edition > 0),
  title        text not null check (char_length(title) between 1 and 200),
  subject      text not null check (subject in ('committee', 'member', 'unit')),
  source       text not null check (char_length(source) between 1 and 200000),
  plan_id      uuid,
  clause       text check (char_length(clause) <= 60),
  document_no  text check (char_length(document_no) <= 60),
  adopted_on   date,
  valid_from   date,
  valid_until  date,
  note         text check (char_length(note) <= 1000),
  primary key (county_id, id),
  foreign key (county_id, plan_id) references plans,
  unique (county_id, series, edition)
);
comment on table assessment_schemes is 'One edition of a scheme of assessment (考核办法), adopted with a clause of a plan';
comment on column assessment_schemes.series is 'The same for all editions of one scheme: the id of the first';
comment on column assessment_schemes.source is 'The scheme in its text: YAML with Chinese words';
comment on column assessment_schemes.clause is 'Which clause of the plan it carries out, as it is called there';
comment on column assessment_schemes.valid_from is 'Years that end on or after this day are assessed by it; valid_until: the last such day, when another edition followed';
create index assessment_schemes_force on assessment_schemes (county_id, subject, valid_from desc) where state = 'adopted';
create index assessment_schemes_plan on assessment_schemes (county_id, plan_id) where plan_id is not null;
create index assessment_schemes_newest on assessment_schemes (county_id, adopted_on desc, id desc);
call record_table('assessment_schemes');
