-- Archives are read from the duties. What no duty records has a record here: meetings and training with their lists, honours and what others say of
-- somebody, and what the one concerned asks to have corrected.

create table archive_events (
  county_id    uuid not null references counties,
  id           uuid not null,
  state        text not null,
  version      integer not null,
  changed_at   timestamptz not null,
  created_at   timestamptz not null,
  batch_id     uuid,
  title        text not null check (char_length(title) between 1 and 200),
  kind         text not null check (kind in ('plenary', 'standing', 'chairs', 'special', 'body', 'briefing', 'training', 'history', 'invited', 'other')),
  committee_id uuid,
  held_on      date not null,
  until_on     date,
  from_half    text check (from_half in ('am', 'pm')),
  until_half   text check (until_half in ('am', 'pm')),
  place        text check (char_length(place) <= 200),
  content      text check (char_length(content) <= 2000),
  asked_ids    uuid[] not null default '{}',
  asked_n      integer not null default 0 check (asked_n >= 0),
  came_n       integer not null default 0 check (came_n >= 0),
  marked_on    date,
  closed_on    date,
  primary key (county_id, id),
  foreign key (county_id, committee_id) references committees,
  check (until_on is null or until_on >= held_on)
);
comment on table archive_events is 'A meeting, a training or another activity that no duty records, with the list of who was there';
comment on column archive_events.committee_id is 'Who organised it and therefore records it; null: the county''s body';
comment on column archive_events.asked_ids is 'Who is on the list and therefore sees it; asked_n and came_n follow the list too';
comment on column archive_events.closed_on is 'When it was closed: the list changes no more, and it stands in archives';
create index archive_events_newest on archive_events (county_id, held_on desc, id desc);
create index archive_events_committee on archive_events (county_id, committee_id, held_on desc);
create index archive_events_state on archive_events (county_id, state, held_on desc);
create index archive_events_asked on archive_events using gin (county_id, asked_ids) with (fastupdate = off);
call record_table('archive_events');

-- The list of who was there is the same for every kind of activity.
alter table attendances add column event_id uuid;
alter table attendances_history add column event_id uuid;
alter table attendances add foreign key (county_id, event_id) references archive_events;
alter table attendances drop constraint attendances_check;
alter table attendances add constraint attendances_check check (num_nonnulls(inspection_id, consultation_id, event_id) = 1);
comment on table attendances is 'One person or unit asked to one activity (a visit, a consultation, a meeting or training): the answer, leave, and who was there by the organiser''s list';
drop index attendances_once;
create unique index attendances_once on attendances (county_id, coalesce(inspection_id, consultation_id, event_id), member_id) where member_id is not null;
create index attendances_event on attendances (county_id, event_id, invitee) where event_id is not null;

create table archive_notes (
  county_id    uuid not null references counties,
  id           uuid not null,
  state        text not null,
  version      integer not null,
  changed_at   timestamptz not null,
  created_at   timestamptz not null,
  batch_id     uuid,
  kind         text not null check (kind in ('honour', 'appraisal', 'invited', 'other')),
  title        text not null check (char_length(title) between 1 and 200),
  day          date not null,
  level        text check (level in ('township', 'county', 'city', 'province', 'nation')),
  given_by     text check (char_length(given_by) <= 100),
  document_no  text check (char_length(document_no) <= 60),
  words        text check (char_length(words) <= 2000),
  subject      text not null check (subject in ('member', 'committee')),
  member_id    uuid,
  body_id      uuid,
  name         text not null check (char_length(name) between 1 and 100),
  committee_id uuid,
  primary key (county_id, id),
  foreign key (county_id, member_id) references members,
  foreign key (county_id, body_id) references committees,
  foreign key (county_id, committee_id) references committees,
  check (num_nonnulls(member_id, body_id) = 1 and (subject = 'member') = (member_id is not null))
);
comment on table archive_notes is 'What is said of a member or a committee and stands in no duty: an honour, an appraisal from outside, an activity to which they were invited';
comment on column archive_notes.body_id is 'The committee of which it is said; name: who it is, as they were called then';
comment on column archive_notes.committee_id is 'Who recorded it; null: the county office';
comment on column archive_notes.given_by is 'Who honoured or appraised, or who invited';
create index archive_notes_newest on archive_notes (county_id, day desc, id desc);
create index archive_notes_member on archive_notes (county_id, member_id, day desc) where member_id is not null;
create index archive_notes_body on archive_notes (county_id, body_id, day desc) where body_id is not null;
create index archive_notes_committee on archive_notes (county_id, committee_id, day desc);
create index archive_notes_state on archive_notes (county_id, state, day desc);
call record_table('archive_notes');

create table archive_corrections (
  county_id    uuid not null references counties,
  id           uuid not null,
  state        text not null,
  version      integer not null,
  changed_at   timestamptz not null,
  created_at   timestamptz not null,
  batch_id     uuid,
  member_id    uuid,
  body_id      uuid,
  name         text not null check (char_length(name) between 1 and 100),
  work         text check (char_length(work) <= 60),
  record       text check (char_length(record) <= 60),
  record_id    uuid,
  line         text check (char_length(line) <= 300),
  said         text not null check (char_length(said) between 1 and 1000),
  committee_id uuid,
  asked_on     date not null,
  days         integer check (days > 0),
  answer_by    date not null,
  outcome      text check (outcome in ('corrected', 'added', 'stands')),
  answer       text check (char_length(answer) <= 1000),
  answered_on  date,
  answered_by  text check (char_length(answered_by) <= 100),
  primary key (county_id, id),
  foreign key (county_id, member_id) references members,
  foreign key (county_id, body_id) references committees,
  foreign key (county_id, committee_id) references committees,
  check (num_nonnulls(member_id, body_id) = 1)
);
comment on table archive_corrections is 'What a member or a committee asks to have corrected in the own archive, and the answer of whoever organised what was recorded';
comment on column archive_corrections.work is 'The kind of work and the record of the line at which it is asked; all null: something is missing or it is about the archive as a whole';
comment on column archive_corrections.line is 'The line as it read';
comment on column archive_corrections.committee_id is 'Who recorded it and therefore answers; null: the county office, which can always answer';
create index archive_corrections_newest on archive_corrections (county_id, asked_on desc, id desc);
create index archive_corrections_member on archive_corrections (county_id, member_id, asked_on desc) where member_id is not null;
create index archive_corrections_body on archive_corrections (county_id, body_id, asked_on desc) where body_id is not null;
create index archive_corrections_committee on archive_corrections (county_id, committee_id, asked_on desc);
create index archive_corrections_state on archive_corrections (county_id, state, answer_by);
call record_table('archive_corrections');
