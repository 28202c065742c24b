-- The assessment of a year: of whom, by which edition of a scheme, who checks; a sheet for each subject, a line for each indicator, objections and appeals.

create table assessments (
  county_id       uuid not null references counties,
  id              uuid not null,
  state           text not null,
  version         integer not null,
  changed_at      timestamptz not null,
  created_at      timestamptz not null,
  batch_id        uuid,
  title           text not null check (char_length(title) between 1 and 200),
  subject         text not null check (subject in ('committee', 'member', 'unit')),
  scheme_id       uuid not null,
  year            integer not null check (year between 1949 and 2200),
  from_day        date not null,
  to_day          date not null,
  self_by         date,
  check_by        date,
  checkers        uuid[] not null default '{}',
  sample_percent  numeric(5,2) check (sample_percent between 0 and 100),
  frozen_at       timestamptz,
  digest          text check (char_length(digest) <= 64),
  shown_from      date,
  objections_by   date,
  decided_on      date,
  decision_no     text check (char_length(decision_no) <= 60),
  published_on    date,
  published_where text check (char_length(published_where) <= 200),
  appeals_by      date,
  note            text check (char_length(note) <= 2000),
  primary key (county_id, id),
  foreign key (county_id, scheme_id) references assessment_schemes,
  check (from_day <= to_day)
);
comment on table assessments is 'One assessment (考核) of all committees, members or units in a year under one edition of a scheme';
comment on column assessments.checkers is 'People of the group that checks';
comment on column assessments.sample_percent is 'How many of the sheets a second person checks again, drawn by lot, by the plan in force';
comment on column assessments.frozen_at is 'Records are read as they stood at this moment; what is corrected later restates with a reason';
comment on column assessments.digest is 'SHA-256 over all sheets as they were reckoned: reckoning again gives the same';
create unique index assessments_once on assessments (county_id, scheme_id, year) where state <> 'void';
create index assessments_newest on assessments (county_id, to_day desc, id desc);
call record_table('assessments');

create table assessment_sheets (
  county_id      uuid not null references counties,
  id             uuid not null,
  state          text not null,
  version        integer not null,
  changed_at     timestamptz not null,
  created_at     timestamptz not null,
  batch_id       uuid,
  assessment_id  uuid not null,
  subject        text not null check (subject in ('committee', 'member', 'unit')),
  committee_id   uuid,
  member_id      uuid,
  unit_id        uuid,
  name           text not null check (char_length(name) between 1 and 100),
  roles          text[] not null default '{}',
  year           integer not null,
  checker_id     uuid,
  rechecker_id   uuid,
  sampled        boolean not null default false,
  reckoned_total numeric(14,6),
  self_total     numeric(14,6),
  checked_total  numeric(14,6),
  final_total    numeric(14,6),
  place          integer check (place > 0),
  band           text check (char_length(band) <= 100),
  unmet          text[] not null default '{}',
  awards         text[] not null default '{}',
  follows        text[] not null default '{}',
  scaled         numeric(14,6),
  self_words     text check (char_length(self_words) <= 5000),
  self_on        date,
  checked_on     date,
  primary key (county_id, id),
  foreign key (county_id, assessment_id) references assessments,
  foreign key (county_id, committee_id) references committees,
  foreign key (county_id, member_id) references members,
  foreign key (county_id, unit_id) references units,
  foreign key (county_id, checker_id) references people,
  foreign key (county_id, rechecker_id) references people,
  check (num_nonnulls(committee_id, member_id, unit_id) = 1)
);
comment on table assessment_sheets is 'The sheet (考核表) of one subject in one assessment';
comment on column assessment_sheets.name is 'Of the subject, as it was called then';
comment on column assessment_sheets.roles is 'As what it is assessed (常委), where indicators are asked of some only';
comment on column assessment_sheets.reckoned_total is 'By the program from the records; self_total: as the subject sees it; checked_total: the group; final_total: as the chair meeting decided';
comment on column assessment_sheets.place is 'By the final total; members are never shown one';
create unique index assessment_sheets_once on assessment_sheets (county_id, assessment_id, coalesce(committee_id, member_id, unit_id)) where state <> 'void';
create index assessment_sheets_of on assessment_sheets (county_id, assessment_id, name, id);
create index assessment_sheets_committee on assessment_sheets (county_id, committee_id, year desc) where committee_id is not null;
create index assessment_sheets_member on assessment_sheets (county_id, member_id, year desc) where member_id is not null;
create index assessment_sheets_unit on assessment_sheets (county_id, unit_id, year desc) where unit_id is not null;
create index assessment_sheets_checker on assessment_sheets (county_id, checker_id) where checker_id is not null;
create index assessment_sheets_rechecker on assessment_sheets (county_id, rechecker_id) where rechecker_id is not null;
create index assessment_sheets_newest on assessment_sheets (county_id, year desc, id desc);
call record_table('assessment_sheets');

create table assessment_lines (
  county_id      uuid not null references counties,
  sheet_id       uuid not null,
  address        text not null check (char_length(address) <= 20),
  assessment_id  uuid not null,
  section        text not null check (char_length(section) <= 100),
  name           text not null check (char_length(name) <= 100),
  clause         text check (char_length(clause) <= 60),
  most           numeric(14,6),
  open           text check (open in ('unknown', 'waiting', 'not_asked')),
  reckoned       numeric(14,6) not null,
  sentence       text not null,
  given          jsonb not null default '[]' check (jsonb_typeof(given) = 'array'),
  passed         jsonb not null default '[]' check (jsonb_typeof(passed) = 'array'),
  judgement      jsonb,
  self_points    numeric(14,6),
  self_reason    text check (char_length(self_reason) <= 1000),
  checked_points numeric(14,6),
  checked_reason text check (char_length(checked_reason) <= 1000),
  final_points   numeric(14,6),
  final_reason   text check (char_length(final_reason) <= 1000),
  primary key (county_id, sheet_id, address),
  foreign key (county_id, sheet_id) references assessment_sheets,
  foreign key (county_id, assessment_id) references assessments
);
comment on table assessment_lines is 'One indicator of a sheet: what the records give and why, and the three columns in which people differ from it, each with its reason';
comment on column assessment_lines.address is 'Its place in the scheme: section and indicator, both from 1';
comment on column assessment_lines.given is 'Records that were counted, each with its points and the arithmetic; passed: those that were not, with why';
comment on column assessment_lines.judgement is 'What assessors said of a judged indicator, with their reason';
create index assessment_lines_of on assessment_lines (county_id, assessment_id, address);
call guard_by_county('assessment_lines');

create table assessment_objections (
  county_id      uuid not null references counties,
  id             uuid not null,
  state          text not null,
  version        integer not null,
  changed_at     timestamptz not null,
  created_at     timestamptz not null,
  batch_id       uuid,
  assessment_id  uuid not null,
  sheet_id       uuid not null,
  committee_id   uuid,
  member_id      uuid,
  unit_id        uuid,
  kind           text not null check (kind in ('objection', 'appeal')),
  address        text check (char_length(address) <= 20),
  line_name      text check (char_length(line_name) <= 100),
  name           text not null check (char_length(name) between 1 and 100),
  said           text not null check (char_length(said) between 1 and 2000),
  wanted_points  numeric(14,6),
  raised_on      date not null,
  due_on         date,
  decided_on     date,
  decided_by     text check (char_length(decided_by) <= 100),
  points_before  numeric(14,6),
  points_after   numeric(14,6),
  decision       text check (char_length(decision) <= 2000),
  primary key (county_id, id),
  foreign key (county_id, assessment_id) references assessments,
  foreign key (county_id, sheet_id) references assessment_sheets,
  foreign key (county_id, committee_id) references committees,
  foreign key (county_id, member_id) references members,
  foreign key (county_id, unit_id) references units
);
comment on table assessment_objections is 'An objection in the days in which results are shown, or an appeal after they were published: against a line or the whole sheet, decided with its reason';
create index assessment_objections_sheet on assessment_objections (county_id, sheet_id, raised_on);
create index assessment_objections_of on assessment_objections (county_id, assessment_id, state, raised_on);
create index assessment_objections_committee on assessment_objections (county_id, committee_id, raised_on desc) where committee_id is not null;
create index assessment_objections_member on assessment_objections (county_id, member_id) where member_id is not null;
create index assessment_objections_unit on assessment_objections (county_id, unit_id) where unit_id is not null;
create index assessment_objections_newest on assessment_objections (county_id, raised_on desc, id desc);
create index assessment_objections_due on assessment_objections (county_id, due_on) where decided_on is null;
call record_table('assessment_objections');
