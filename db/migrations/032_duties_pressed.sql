-- Duties pressed, excused and closed: exemptions for a period or one member, zero reports that say who signed, reminders per person,
-- tasks that were handed down together, and the sheets that a superior sends to be filled.

alter table exemptions add column member_id uuid;
alter table exemptions add column span_until date;
alter table exemptions add column basis text check (char_length(basis) between 1 and 200);
alter table exemptions add foreign key (county_id, member_id) references members;
alter table exemptions add check (span_until > span_from);
alter table exemptions alter column committee_id drop not null;
alter table exemptions add check (num_nonnulls(committee_id, member_id) >= 1);
alter table exemptions_history add column member_id uuid;
alter table exemptions_history add column span_until date;
alter table exemptions_history add column basis text;
alter table exemptions_history alter column committee_id drop not null;
comment on column exemptions.member_id is 'The one member who is excused; null: everybody of the committee who owes it';
comment on column exemptions.span_until is 'Last day of the last span excused; null: only the span that begins on span_from';
comment on column exemptions.basis is 'The clause or the meeting that allows it';
drop index exemptions_standing;
create unique index exemptions_standing on exemptions (county_id, obligation, committee_id, member_id, span_from) nulls not distinct where state = 'granted';
create index exemptions_member on exemptions (county_id, member_id, span_from desc) where member_id is not null;

alter table zero_reports add column signatory text check (char_length(signatory) between 1 and 50);
alter table zero_reports_history add column signatory text;
comment on column zero_reports.signatory is 'Who signed: a person by name, or 系统 where the plan lets the program close an empty month';

alter table tasks add column handing_id uuid;
alter table tasks_history add column handing_id uuid;
comment on column tasks.handing_id is 'The same for tasks that were handed down to several committees in one act: their content is corrected together';
create index tasks_handing on tasks (county_id, handing_id) where handing_id is not null;

create table days_worked (
  county_id uuid not null references counties,
  day       date not null,
  primary key (county_id, day)
);
comment on table days_worked is 'Working days whose daily work is done: a day on which the program did not run is made up, once';
call guard_by_county('days_worked', 'select, insert');

create table reminders (
  county_id  uuid not null references counties,
  person_id  uuid not null,
  obligation text not null check (char_length(obligation) between 1 and 60),
  span_from  date not null,
  debtor_id  uuid not null,
  pressing   text not null check (pressing in ('near', 'late')),
  day        date not null,
  due_on     date not null,
  primary key (county_id, person_id, obligation, span_from, debtor_id, pressing),
  foreign key (county_id, person_id) references people
);
comment on table reminders is 'What was brought to a person''s mind (催办): once when it begins to press, once when it is late, never a third time';
comment on column reminders.debtor_id is 'The committee or member that owes it';
comment on column reminders.day is 'The working day on which it was said; all of one day are one bundle';
create index reminders_newest on reminders (county_id, person_id, day desc);
call guard_by_county('reminders', 'select, insert');

create table superior_sheets (
  county_id  uuid not null references counties,
  id         uuid not null,
  state      text not null,
  version    integer not null,
  changed_at timestamptz not null,
  created_at timestamptz not null,
  batch_id   uuid,
  title      text not null check (char_length(title) between 1 and 100),
  sent_by    text check (char_length(sent_by) between 1 and 100),
  columns    jsonb not null default '{}',
  primary key (county_id, id)
);
comment on table superior_sheets is 'Blank sheets of a superior body (上级表样); the workbook itself is attached';
comment on column superior_sheets.columns is 'The figure that fills each column, by the column''s letter: chosen by the office in place of what the header''s words suggest; empty text: not filled';
create index superior_sheets_newest on superior_sheets (county_id, id desc);
call record_table('superior_sheets');
