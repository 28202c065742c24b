-- Research visits in depth: who is asked to an activity and who was there, visits of several bodies as one record, and the programme they follow.

create table attendances (
  county_id       uuid not null references counties,
  id              uuid not null,
  state           text not null,
  version         integer not null,
  changed_at      timestamptz not null,
  created_at      timestamptz not null,
  batch_id        uuid,
  inspection_id   uuid,
  consultation_id uuid,
  subject         text not null check (char_length(subject) between 1 and 200),
  held_on         date not null,
  reply_by        date,
  committee_id    uuid,
  capacity        text not null check (capacity in ('member', 'leader', 'unit', 'expert', 'resident', 'concerned', 'participant', 'staff')),
  invitee         text not null check (char_length(invitee) between 1 and 100),
  member_id       uuid,
  person_id       uuid,
  unit_id         uuid,
  body_id         uuid,
  leave_by        text not null default 'office' check (leave_by in ('office', 'head')),
  replied_on      date,
  why             text check (char_length(why) <= 200),
  decided_by      text check (char_length(decided_by) <= 50),
  decided_on      date,
  halves          jsonb not null default '{}' check (jsonb_typeof(halves) = 'object'),
  came            boolean,
  present_halves  integer not null default 0 check (present_halves >= 0),
  marked_on       date,
  closed_on       date,
  primary key (county_id, id),
  foreign key (county_id, inspection_id) references inspections,
  foreign key (county_id, consultation_id) references consultations,
  foreign key (county_id, committee_id) references committees,
  foreign key (county_id, body_id) references committees,
  foreign key (county_id, member_id) references members,
  foreign key (county_id, person_id) references people,
  foreign key (county_id, unit_id) references units,
  check (num_nonnulls(inspection_id, consultation_id) = 1)
);
comment on table attendances is 'One person or unit asked to one activity (a visit or a consultation): the answer, leave, and who was there by the organiser''s list';
comment on column attendances.subject is 'What the activity is called; subject, held_on, reply_by and committee_id follow the activity';
comment on column attendances.committee_id is 'The committee that organises the activity; null: the county''s body';
comment on column attendances.capacity is 'As what: member of the conference, leader, unit, expert, resident, somebody concerned, participant in a committee''s work, staff';
comment on column attendances.invitee is 'As printed: the name, or the unit';
comment on column attendances.body_id is 'The committee to which the member belonged when asked; null: of the county''s body, or no member';
comment on column attendances.leave_by is 'Who grants leave, by the plan in force when asked: the organiser''s office, or its head';
comment on column attendances.why is 'Reason of the leave, or why the invitation was not accepted';
comment on column attendances.halves is 'Value of each half-day (2026-03-01am): present, leave, absent, late, left_early';
comment on column attendances.came is 'Was there in at least one half-day; null: not marked yet';
comment on column attendances.closed_on is 'The activity was closed for credit: nothing here changes any more, and it counts';
create index attendances_inspection on attendances (county_id, inspection_id, invitee) where inspection_id is not null;
create index attendances_consultation on attendances (county_id, consultation_id, invitee) where consultation_id is not null;
create unique index attendances_once on attendances (county_id, coalesce(inspection_id, consultation_id), member_id) where member_id is not null;
create index attendances_member on attendances (county_id, member_id, held_on desc) where member_id is not null;
create index attendances_person on attendances (county_id, person_id, held_on desc) where person_id is not null;
create index attendances_unit on attendances (county_id, unit_id, held_on desc) where unit_id is not null;
create index attendances_organiser on attendances (county_id, committee_id, held_on desc);
create index attendances_body on attendances (county_id, body_id, held_on desc);
create index attendances_state on attendances (county_id, state, held_on desc, id desc);
create index attendances_newest on attendances (county_id, held_on desc, id desc);
call record_table('attendances');

create table inspection_programmes (
  county_id    uuid not null references counties,
  id           uuid not null,
  state        text not null,
  version      integer not null,
  changed_at   timestamptz not null,
  created_at   timestamptz not null,
  batch_id     uuid,
  committee_id uuid,
  year         integer not null check (year between 1949 and 2200),
  quarter      integer check (quarter between 1 and 4),
  aims         text check (char_length(aims) <= 5000),
  submitted_on date,
  document_no  text check (char_length(document_no) <= 60),
  approved_on  date,
  from_day     date not null,
  primary key (county_id, id),
  foreign key (county_id, committee_id) references committees
);
comment on table inspection_programmes is 'Programme (年度、季度调研视察计划) of the county''s body or of one committee, with its topics, approved by the chair meeting or by the director';
comment on column inspection_programmes.committee_id is 'Whose programme; null: the county''s';
comment on column inspection_programmes.quarter is 'For one quarter; null: for the year';
comment on column inspection_programmes.document_no is 'Number of the minutes or document by which it was approved; the scan is an attachment';
comment on column inspection_programmes.from_day is 'First day of the year or quarter';
create unique index inspection_programmes_once on inspection_programmes (county_id, coalesce(committee_id, '00000000-0000-0000-0000-000000000000'), year, coalesce(quarter, 0)) where state <> 'void';
create index inspection_programmes_newest on inspection_programmes (county_id, from_day desc, id desc);
create index inspection_programmes_committee on inspection_programmes (county_id, committee_id, from_day desc);
create index inspection_programmes_state on inspection_programmes (county_id, state, from_day desc);
call record_table('inspection_programmes');

create table inspection_topics (
  county_id    uuid not null references counties,
  id           uuid not null,
  state        text not null,
  version      integer not null,
  changed_at   timestamptz not null,
  created_at   timestamptz not null,
  batch_id     uuid,
  programme_id uuid not null,
  committee_id uuid,
  topic        text not null check (char_length(topic) between 1 and 200),
  kind         text not null check (kind in ('research', 'inspection', 'study')),
  source       text not null check (source in ('consultation_plan', 'party_group', 'residents', 'members', 'superior', 'own')),
  quarter      integer not null check (quarter between 1 and 4),
  body_id      uuid,
  partner_ids  uuid[] not null default '{}' check (cardinality(partner_ids) <= 60),
  aim          text check (char_length(aim) <= 1000),
  planned_on   date not null,
  primary key (county_id, id),
  foreign key (county_id, programme_id) references inspection_programmes,
  foreign key (county_id, committee_id) references committees,
  foreign key (county_id, body_id) references committees
);
comment on table inspection_topics is 'One topic of a programme: what is to be visited, where it comes from, in which quarter, who is responsible';
comment on column inspection_topics.committee_id is 'Whose programme it is in; null: the county''s';
comment on column inspection_topics.body_id is 'The committee responsible; null: the county''s body itself';
comment on column inspection_topics.partner_ids is 'Other committees that take part';
comment on column inspection_topics.planned_on is 'First day of its quarter';
create index inspection_topics_programme on inspection_topics (county_id, programme_id, quarter, id);
create index inspection_topics_body on inspection_topics (county_id, body_id, planned_on desc);
create index inspection_topics_partners on inspection_topics using gin (county_id, partner_ids);
create index inspection_topics_newest on inspection_topics (county_id, planned_on desc, id desc);
create index inspection_topics_state on inspection_topics (county_id, state, planned_on desc);
call record_table('inspection_topics');

do $$ declare name text; begin
  foreach name in array array['inspections', 'inspections_history'] loop
    execute format('alter table %I
      alter column committee_id drop not null,
      add column topic_id uuid,
      add column source text,
      add column destination text,
      add column partner_ids uuid[] not null default ''{}'',
      add column until_on date,
      add column from_half text,
      add column until_half text,
      add column itinerary text,
      add column outline text,
      add column contact text,
      add column transport text,
      add column attend text,
      add column places integer,
      add column reply_by date,
      add column notice_no text,
      add column notified_on date,
      add column asked_ids uuid[] not null default ''{}'',
      add column marked_on date,
      add column closed_on date', name);
  end loop;
end $$;

-- Whatever is counted for a committee asks this one column, so it is never entered: who organises, and who takes part.
alter table inspections add column body_ids uuid[] not null generated always as (array_remove(array_prepend(committee_id, partner_ids), null)) stored;
alter table inspections_history add column body_ids uuid[] not null default '{}';

alter table inspections
  add foreign key (county_id, topic_id) references inspection_topics,
  add check (source in ('consultation_plan', 'party_group', 'residents', 'members', 'superior', 'own')),
  add check (char_length(destination) <= 200),
  add check (cardinality(partner_ids) <= 60),
  add check (committee_id <> all (partner_ids)),
  add check (until_on >= held_on),
  add check (from_half in ('am', 'pm')),
  add check (until_half in ('am', 'pm')),
  add check (char_length(itinerary) <= 5000),
  add check (char_length(outline) <= 5000),
  add check (char_length(contact) <= 100),
  add check (char_length(transport) <= 200),
  add check (attend in ('must', 'sign_up')),
  add check (places > 0),
  add check (char_length(notice_no) <= 60);
comment on column inspections.committee_id is 'The committee that organises it; null: the county''s body';
comment on column inspections.partner_ids is 'Other committees that take part in it';
comment on column inspections.body_ids is 'Every committee for which it counts, each once: who organises it and who takes part. For the county it counts once';
comment on column inspections.joint is 'Carried out together with the county''s body (联动): one record, however many committees take part';
comment on column inspections.destination is 'Of a study visit: where it goes, outside the county';
comment on column inspections.until_on is 'Last day; null: the same day';
comment on column inspections.from_half is 'With which half-day it begins, and with which half-day of its last day it ends; null: the whole day';
comment on column inspections.itinerary is 'One stop on a line: when, where, what to see';
comment on column inspections.attend is 'Whoever is asked must attend, or may sign up';
comment on column inspections.asked_ids is 'Members, people and units asked to it, who therefore see it; follows the attendances';
comment on column inspections.marked_on is 'When attendance was last marked by the organiser''s list';
comment on column inspections.closed_on is 'When it was closed for credit';
create index inspections_bodies on inspections using gin (county_id, body_ids);
create index inspections_asked on inspections using gin (county_id, asked_ids) with (fastupdate = off);
create index inspections_topic on inspections (county_id, topic_id) where topic_id is not null;

-- Superseded versions belonged to one committee each. What was kept by committee was also the county's sum; from now on the county's count is
-- kept beside it (committee all-zero), because a visit of several committees is one visit. County by county: row-level security holds the owner too.
do $$ declare county uuid; begin
  for county in select county_id from counties loop
    perform set_config('app.county', county::text, true);
    update inspections_history set body_ids = array[committee_id] where county_id = county and committee_id is not null;
    insert into kept_counts (county_id, figure, committee_id, day, n)
      select county_id, figure, '00000000-0000-0000-0000-000000000000', day, sum(n)
      from kept_counts where county_id = county and figure in ('inspections_held', 'inspections_joint') group by county_id, figure, day;
  end loop;
  perform set_config('app.county', '', true);
end $$;
