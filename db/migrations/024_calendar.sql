-- Working days as the county's own dated data, what excuses from a duty, months in which there was nothing to report, and the feeds of the duty calendar.

create table work_calendars (
  county_id   uuid not null references counties,
  id          uuid not null,
  state       text not null,
  version     integer not null,
  changed_at  timestamptz not null,
  created_at  timestamptz not null,
  batch_id    uuid,
  year        integer not null check (year between 2000 and 2099),
  source      text not null check (char_length(source) between 1 and 200),
  notice      text not null check (char_length(notice) between 1 and 5000),
  off_days    date[] not null,
  worked_days date[] not null,
  moved       jsonb not null default '[]' check (jsonb_typeof(moved) = 'array'),
  primary key (county_id, id),
  unique (county_id, year)
);
comment on table work_calendars is 'A year''s holidays and make-up working days (调休), as the General Office of the State Council announces them';
comment on column work_calendars.notice is 'The notice as it was pasted; the two lists of days are read from it';
comment on column work_calendars.off_days is 'Every day of a holiday, weekends among them';
comment on column work_calendars.worked_days is 'Saturdays and Sundays on which offices work';
comment on column work_calendars.moved is '[{record, id, name, from, to}]: deadlines of open records that moved when it was last entered';
create index work_calendars_newest on work_calendars (county_id, year desc, id desc);
call record_table('work_calendars');

create table exemptions (
  county_id    uuid not null references counties,
  id           uuid not null,
  state        text not null,
  version      integer not null,
  changed_at   timestamptz not null,
  created_at   timestamptz not null,
  batch_id     uuid,
  obligation   text not null check (char_length(obligation) between 1 and 60),
  committee_id uuid not null,
  span_from    date not null,
  why          text not null check (char_length(why) between 1 and 500),
  primary key (county_id, id),
  foreign key (county_id, committee_id) references committees
);
comment on table exemptions is 'A committee is excused from a duty for a month, quarter …, by the county office and with a reason';
comment on column exemptions.obligation is 'Name of the obligation as a slice declares it';
comment on column exemptions.span_from is 'First day of the month, quarter, half-year or year';
create unique index exemptions_standing on exemptions (county_id, obligation, committee_id, span_from) where state = 'granted';
create index exemptions_committee on exemptions (county_id, committee_id, span_from desc);
create index exemptions_newest on exemptions (county_id, span_from desc, id desc);
call record_table('exemptions');

create table zero_reports (
  county_id    uuid not null references counties,
  id           uuid not null,
  state        text not null,
  version      integer not null,
  changed_at   timestamptz not null,
  created_at   timestamptz not null,
  batch_id     uuid,
  obligation   text not null check (char_length(obligation) between 1 and 60),
  committee_id uuid not null,
  span_from    date not null,
  signed_on    date not null,
  sentence     text not null check (char_length(sentence) between 1 and 200),
  primary key (county_id, id),
  foreign key (county_id, committee_id) references committees
);
comment on table zero_reports is 'The director signs that there was nothing to report (零报告): not the same as silence';
create unique index zero_reports_standing on zero_reports (county_id, obligation, committee_id, span_from) where state = 'signed';
create index zero_reports_committee on zero_reports (county_id, committee_id, span_from desc);
create index zero_reports_newest on zero_reports (county_id, span_from desc, id desc);
call record_table('zero_reports');

create table calendar_feeds (
  county_id    uuid not null references counties,
  id           uuid not null,
  token_hash   text not null check (token_hash ~ '^[0-9a-f]{64}$'),
  person_id    uuid,
  committee_id uuid,
  made_by      uuid not null,
  made_at      timestamptz not null,
  revoked_at   timestamptz,
  primary key (county_id, id),
  foreign key (county_id, person_id) references people,
  foreign key (county_id, committee_id) references committees,
  check (num_nonnulls(person_id, committee_id) = 1)
);
comment on table calendar_feeds is 'Secret addresses of the duty calendar for calendar programs; of the address only its hash is kept';
comment on column calendar_feeds.made_by is 'Account that asked for it';
create unique index calendar_feeds_token on calendar_feeds (county_id, token_hash);
create unique index calendar_feeds_person on calendar_feeds (county_id, person_id) where revoked_at is null;
create unique index calendar_feeds_committee on calendar_feeds (county_id, committee_id) where revoked_at is null;
call guard_by_county('calendar_feeds', 'select, insert, update (revoked_at)');
