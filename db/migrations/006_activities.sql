-- The quarterly, half-yearly and personal duties: inspections, consultations, deeds.

create table inspections (
  county_id    uuid not null references counties,
  id           uuid not null,
  state        text not null,
  version      integer not null,
  changed_at   timestamptz not null,
  created_at   timestamptz not null,
  batch_id     uuid,
  committee_id uuid not null,
  topic        text not null check (char_length(topic) between 1 and 200),
  kind         text not null default 'research' check (kind in ('research', 'inspection', 'study')),
  held_on      date not null,
  precision    text not null default 'day' check (precision in ('day', 'month', 'quarter', 'half', 'year')),
  joint        boolean not null default false,
  place        text check (char_length(place) <= 200),
  attendance   integer check (attendance >= 0),
  report       boolean not null default false,
  findings     text check (char_length(findings) <= 20000),
  primary key (county_id, id),
  foreign key (county_id, committee_id) references committees
);
comment on table inspections is 'Research, inspection and study visits (调研视察) of a committee';
comment on column inspections.precision is 'How exactly held_on is known: an old ledger may only name the month or quarter; held_on is then its first day';
comment on column inspections.joint is 'Carried out together with the county body (联动). Joint ones count for the committee and, as joint, once more in their own figure';
comment on column inspections.attendance is 'Person-times of members who took part, by the organiser''s list';
create index inspections_newest on inspections (county_id, held_on desc, id desc);
create index inspections_committee on inspections (county_id, committee_id, held_on desc, id desc);
create index inspections_state on inspections (county_id, state, held_on desc);
call record_table('inspections');

create table consultations (
  county_id    uuid not null references counties,
  id           uuid not null,
  state        text not null,
  version      integer not null,
  changed_at   timestamptz not null,
  created_at   timestamptz not null,
  batch_id     uuid,
  committee_id uuid not null,
  topic        text not null check (char_length(topic) between 1 and 200),
  held_on      date not null,
  precision    text not null default 'day' check (precision in ('day', 'month', 'quarter', 'half', 'year')),
  place        text check (char_length(place) <= 200),
  residents    integer check (residents >= 0),
  agreed       integer check (agreed >= 0),
  advice       text check (char_length(advice) <= 20000),
  uptake       text check (uptake in ('done', 'under_way', 'planned', 'none')),
  primary key (county_id, id),
  foreign key (county_id, committee_id) references committees
);
comment on table consultations is 'Grassroots consultations (协商). They advise: what becomes of the advice is decided by Party, government or village bodies';
comment on column consultations.residents is 'Residents who took part';
comment on column consultations.agreed is 'Points of agreement put forward as advice';
comment on column consultations.uptake is 'What the deciding body did with the advice: done, under way, planned, none';
create index consultations_newest on consultations (county_id, held_on desc, id desc);
create index consultations_committee on consultations (county_id, committee_id, held_on desc, id desc);
call record_table('consultations');

create table deeds (
  county_id     uuid not null references counties,
  id            uuid not null,
  state         text not null,
  version       integer not null,
  changed_at    timestamptz not null,
  created_at    timestamptz not null,
  batch_id      uuid,
  member_id     uuid not null,
  committee_id  uuid,
  deed          text not null check (char_length(deed) between 1 and 200),
  kind          text not null,
  done_on       date not null,
  precision     text not null default 'day' check (precision in ('day', 'month', 'quarter', 'half', 'year')),
  village       text check (char_length(village) <= 100),
  beneficiaries integer check (beneficiaries >= 0),
  approximate   boolean not null default false,
  evidence      text check (char_length(evidence) <= 200),
  account       text check (char_length(account) <= 2000),
  primary key (county_id, id),
  foreign key (county_id, member_id) references members,
  foreign key (county_id, committee_id) references committees
);
comment on table deeds is 'Livelihood deeds (民生实事), one per member and year';
comment on column deeds.kind is 'Kind of service, one of the kinds of the deeds record';
comment on column deeds.approximate is 'The number of beneficiaries was given as about (约)';
create index deeds_newest on deeds (county_id, done_on desc, id desc);
create index deeds_committee on deeds (county_id, committee_id, done_on desc, id desc);
create index deeds_member on deeds (county_id, member_id, done_on desc);
call record_table('deeds');
