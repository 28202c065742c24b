-- What comes of a visit (调研视察): notes taken on the way, the report with its remarks, what is recommended and what became of it, and what
-- goes to the Party committee, the government and the plenary.

create table field_notes (
  county_id    uuid not null references counties,
  id           uuid not null,
  state        text not null,
  version      integer not null,
  changed_at   timestamptz not null,
  created_at   timestamptz not null,
  batch_id     uuid,
  inspection_id uuid not null,
  subject      text not null check (char_length(subject) between 1 and 200),
  committee_id uuid,
  body_ids     uuid[] not null default '{}',
  author_id    uuid,
  author_name  text not null check (char_length(author_name) between 1 and 100),
  noted_on     date not null,
  mark         text not null default 'seen' check (mark in ('seen', 'problem', 'good', 'advice')),
  place        text check (char_length(place) <= 100),
  words        text not null check (char_length(words) between 1 and 3000),
  primary key (county_id, id),
  foreign key (county_id, inspection_id) references inspections,
  foreign key (county_id, committee_id) references committees,
  foreign key (county_id, author_id) references people
);
comment on table field_notes is 'Field notes (随手记) of whoever takes part in a visit: what was seen, in words; the place is named, never located';
comment on column field_notes.subject is 'Topic of the visit, as it was called then';
comment on column field_notes.committee_id is 'The committee that organises the visit; null: the county';
comment on column field_notes.body_ids is 'Committees that take part in the visit';
comment on column field_notes.author_id is 'Who noted it; null: noted for somebody without an account';
create index field_notes_visit on field_notes (county_id, inspection_id, noted_on, id);
create index field_notes_newest on field_notes (county_id, noted_on desc, id desc);
create index field_notes_author on field_notes (county_id, author_id);
call record_table('field_notes');

create table visit_reports (
  county_id    uuid not null references counties,
  id           uuid not null,
  state        text not null,
  version      integer not null,
  changed_at   timestamptz not null,
  created_at   timestamptz not null,
  batch_id     uuid,
  inspection_id uuid not null,
  subject      text not null check (char_length(subject) between 1 and 200),
  kind         text not null check (kind in ('research', 'inspection', 'study')),
  committee_id uuid,
  body_ids     uuid[] not null default '{}',
  member_ids   uuid[] not null default '{}',
  author_id    uuid,
  in_file      boolean not null default false,
  title        text not null check (char_length(title) between 1 and 100),
  basic        text check (char_length(basic) <= 10000),
  practices    text check (char_length(practices) <= 10000),
  problems     text check (char_length(problems) <= 10000),
  advice       text check (char_length(advice) <= 10000),
  drawn        jsonb not null default '[]',
  checker      text check (checker in ('director', 'chair')),
  submitted_on date,
  checked_on   date,
  checked_by   text check (char_length(checked_by) <= 50),
  issued_on    date,
  doc_no       text check (char_length(doc_no) <= 60),
  send_to      text check (char_length(send_to) <= 200),
  primary key (county_id, id),
  foreign key (county_id, inspection_id) references inspections,
  foreign key (county_id, committee_id) references committees,
  foreign key (county_id, author_id) references people
);
comment on table visit_reports is 'Reports of visits (调研报告、视察报告、考察报告). Every saved version stays in the history and can be compared';
comment on column visit_reports.committee_id is 'The committee that organised the visit; null: the county';
comment on column visit_reports.member_ids is 'County members who took part: they read it and remark on it';
comment on column visit_reports.in_file is 'An old report, kept as the file that it is';
comment on column visit_reports.drawn is 'What each drafted sentence came from: [{section, words, note_id, by, on, place}]';
comment on column visit_reports.checker is 'Who checks it, by the plan of the day on which it was sent in';
create index visit_reports_visit on visit_reports (county_id, inspection_id);
create index visit_reports_newest on visit_reports (county_id, issued_on desc, id desc);
call record_table('visit_reports');

create table report_remarks (
  county_id    uuid not null references counties,
  id           uuid not null,
  state        text not null,
  version      integer not null,
  changed_at   timestamptz not null,
  created_at   timestamptz not null,
  batch_id     uuid,
  report_id    uuid not null,
  title        text not null check (char_length(title) <= 100),
  committee_id uuid,
  body_ids     uuid[] not null default '{}',
  member_ids   uuid[] not null default '{}',
  author_id    uuid,
  author_name  text not null check (char_length(author_name) between 1 and 100),
  section      text not null check (section in ('whole', 'basic', 'practices', 'problems', 'advice')),
  paragraph    text check (char_length(paragraph) <= 3000),
  words        text not null check (char_length(words) between 1 and 2000),
  remarked_on  date not null,
  taken        text check (taken in ('taken', 'partly', 'not_taken')),
  answer       text check (char_length(answer) <= 2000),
  answered_on  date,
  primary key (county_id, id),
  foreign key (county_id, report_id) references visit_reports,
  foreign key (county_id, committee_id) references committees,
  foreign key (county_id, author_id) references people
);
comment on table report_remarks is 'What leaders, members and colleagues say of a report or one of its paragraphs; each is answered before the report is issued';
comment on column report_remarks.paragraph is 'The paragraph as it stood when the remark was made';
comment on column report_remarks.author_id is 'Who made it; null: entered for somebody from paper';
create index report_remarks_report on report_remarks (county_id, report_id, id);
create index report_remarks_newest on report_remarks (county_id, remarked_on desc, id desc);
call record_table('report_remarks');

create table recommendations (
  county_id    uuid not null references counties,
  id           uuid not null,
  state        text not null,
  version      integer not null,
  changed_at   timestamptz not null,
  created_at   timestamptz not null,
  batch_id     uuid,
  inspection_id uuid not null,
  report_id    uuid,
  subject      text not null check (char_length(subject) between 1 and 200),
  committee_id uuid,
  body_ids     uuid[] not null default '{}',
  words        text not null check (char_length(words) between 1 and 1000),
  unit_id      uuid,
  township_id  uuid,
  addressee    text check (char_length(addressee) <= 100),
  made_on      date not null,
  answer_by    date,
  answered_on  date,
  answer       text check (char_length(answer) <= 2000),
  due_on       date,
  postponed    integer not null default 0,
  report       text check (char_length(report) <= 2000),
  reported_on  date,
  refused_why  text check (char_length(refused_why) <= 1000),
  follow_ups   jsonb not null default '[]',
  followed_on  date,
  checked_by   text check (char_length(checked_by) <= 50),
  checked_on   date,
  found        text check (char_length(found) <= 2000),
  primary key (county_id, id),
  foreign key (county_id, inspection_id) references inspections,
  foreign key (county_id, report_id) references visit_reports,
  foreign key (county_id, committee_id) references committees,
  foreign key (county_id, unit_id) references units,
  foreign key (county_id, township_id) references committees,
  constraint recommendations_addressed check (num_nonnulls(unit_id, township_id, addressee) = 1)
);
comment on table recommendations is 'Each recommendation of a visit (调研建议), followed until it is done or refused with a reason';
comment on column recommendations.unit_id is 'To a unit, whose people answer; or to a township (township_id: entered there), or to whoever addressee names, who answers on paper';
comment on column recommendations.follow_ups is 'What was looked at meanwhile: [{on, words, by}], the oldest first';
comment on column recommendations.checked_by is 'Who went and saw that it is done';
create index recommendations_visit on recommendations (county_id, inspection_id);
create index recommendations_report on recommendations (county_id, report_id) where report_id is not null;
create index recommendations_unit on recommendations (county_id, unit_id, state, due_on) where unit_id is not null;
create index recommendations_township on recommendations (county_id, township_id) where township_id is not null;
create index recommendations_open on recommendations (county_id, due_on, id) where state in ('open', 'accepted', 'carried', 'reported');
create index recommendations_newest on recommendations (county_id, made_on desc, id desc);
call record_table('recommendations');

create table formal_recommendations (
  county_id    uuid not null references counties,
  id           uuid not null,
  state        text not null,
  version      integer not null,
  changed_at   timestamptz not null,
  created_at   timestamptz not null,
  batch_id     uuid,
  inspection_id uuid,
  report_id    uuid,
  subject      text check (char_length(subject) <= 200),
  committee_id uuid,
  title        text not null check (char_length(title) between 1 and 100),
  addressee    text not null check (char_length(addressee) between 1 and 100),
  body         text check (char_length(body) <= 20000),
  adopted_by   text check (adopted_by in ('standing_committee', 'chair_meeting', 'plenary')),
  meeting      text check (char_length(meeting) <= 100),
  adopted_on   date,
  doc_no       text check (char_length(doc_no) <= 60),
  sent_on      date,
  outcome      text check (char_length(outcome) <= 3000),
  outcome_on   date,
  primary key (county_id, id),
  foreign key (county_id, inspection_id) references inspections,
  foreign key (county_id, report_id) references visit_reports,
  foreign key (county_id, committee_id) references committees
);
comment on table formal_recommendations is 'Formal recommendations (建议案) to the Party committee or the government, adopted by a meeting; they advise, the addressees decide';
comment on column formal_recommendations.meeting is 'Which meeting adopted it, with the number of its minutes; the scan is an attachment';
create index formal_recommendations_visit on formal_recommendations (county_id, inspection_id) where inspection_id is not null;
create index formal_recommendations_newest on formal_recommendations (county_id, adopted_on desc, id desc);
call record_table('formal_recommendations');

create table plenary_speeches (
  county_id    uuid not null references counties,
  id           uuid not null,
  state        text not null,
  version      integer not null,
  changed_at   timestamptz not null,
  created_at   timestamptz not null,
  batch_id     uuid,
  inspection_id uuid,
  report_id    uuid,
  subject      text check (char_length(subject) <= 200),
  committee_id uuid,
  member_id    uuid,
  speaker      text not null check (char_length(speaker) between 1 and 100),
  for_body     text check (char_length(for_body) <= 100),
  term         integer not null check (term between 1 and 99),
  session      integer not null check (session between 1 and 99),
  title        text not null check (char_length(title) between 1 and 100),
  body         text check (char_length(body) <= 20000),
  form         text check (form in ('spoken', 'written')),
  given_on     date,
  primary key (county_id, id),
  foreign key (county_id, inspection_id) references inspections,
  foreign key (county_id, report_id) references visit_reports,
  foreign key (county_id, committee_id) references committees,
  foreign key (county_id, member_id) references members
);
comment on table plenary_speeches is 'Speeches at the plenary (大会发言), spoken or handed in in writing';
comment on column plenary_speeches.for_body is 'For whom the speaker speaks, where not only for himself: a party, a committee, a township';
create index plenary_speeches_visit on plenary_speeches (county_id, inspection_id) where inspection_id is not null;
create index plenary_speeches_newest on plenary_speeches (county_id, given_on desc, id desc);
create index plenary_speeches_member on plenary_speeches (county_id, member_id) where member_id is not null;
call record_table('plenary_speeches');
