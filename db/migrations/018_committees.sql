-- 组织有序 in full: the papers of a setting-up, plaques and appointments; what a committee covers; renaming, merging, splitting, abolition.

alter table settings add column signatory text check (char_length(signatory) <= 50);
alter table settings add column grounds text check (char_length(grounds) <= 2000);
alter table settings add column contact text check (char_length(contact) <= 100);
alter table settings add column appointment_no text check (char_length(appointment_no) <= 60);
alter table settings add column appointed_on date;
alter table settings add column certificates integer check (certificates between 0 and 9999);
alter table settings add column certificates_on date;
alter table settings_history add column signatory text;
alter table settings_history add column grounds text;
alter table settings_history add column contact text;
alter table settings_history add column appointment_no text;
alter table settings_history add column appointed_on date;
alter table settings_history add column certificates integer;
alter table settings_history add column certificates_on date;
comment on column settings.signatory is '签发人 of the request: an upward paper names who signed it off';
comment on column settings.certificates is 'How many certificates were handed over';

alter table committees add column mode text check (char_length(mode) <= 20);
alter table committees add column plaque_on date;
alter table committees_history add column mode text;
alter table committees_history add column plaque_on date;
comment on column committees.mode is 'The county''s own label of how it is set up: 独立设置, 挂牌, 召集人 …';
comment on column committees.plaque_on is 'Day on which the plaque was given (授牌)';

alter table members add column past_stations jsonb;
alter table members_history add column past_stations jsonb;
comment on column members.past_stations is 'Where the member was stationed before: [{committee_id, until}], each until the day of leaving; null: nowhere else. Figures of the past use it';

create table reorganisations (
  county_id     uuid not null references counties,
  id            uuid not null,
  state         text not null,
  version       integer not null,
  changed_at    timestamptz not null,
  created_at    timestamptz not null,
  batch_id      uuid,
  kind          text not null check (kind in ('rename', 'merge', 'split', 'abolish', 'cover')),
  committee_ids uuid[] not null,
  successor_ids uuid[] not null default '{}',
  continues     boolean not null default false,
  new_name      text check (char_length(new_name) between 1 and 50),
  new_place     text check (char_length(new_place) between 1 and 50),
  places        text check (char_length(places) <= 1000),
  meeting       text check (char_length(meeting) <= 100),
  decided_on    date not null,
  document_no   text not null check (char_length(document_no) between 1 and 60),
  effective_on  date not null,
  remark        text check (char_length(remark) <= 500),
  primary key (county_id, id)
);
comment on table reorganisations is 'Decided changes of committees (机构调整): renaming, merging, splitting, abolition, change of what is covered';
comment on column reorganisations.committee_ids is 'The committees that are changed; part of the record, so that every past version tells which they were';
comment on column reorganisations.successor_ids is 'Merging and splitting: the committees that follow';
comment on column reorganisations.continues is 'Splitting: the old committee stays, with what is left to it';
create index reorganisations_newest on reorganisations (county_id, effective_on desc, id desc);
create index reorganisations_committees on reorganisations using gin (county_id, committee_ids);
create index reorganisations_successors on reorganisations using gin (county_id, successor_ids);
call record_table('reorganisations');

create table committee_names (
  county_id    uuid not null,
  committee_id uuid not null,
  until_on     date not null,
  name         text not null,
  place        text not null,
  reorganisation_id uuid not null,
  recorded_at  timestamptz not null,
  primary key (county_id, committee_id, until_on, reorganisation_id),
  foreign key (county_id, committee_id) references committees,
  foreign key (county_id, reorganisation_id) references reorganisations
);
comment on table committee_names is 'Earlier names of committees, each until the day of its renaming; only ever added to, so that a past moment knows what was known then';
call guard_by_county('committee_names', 'select, insert');

create table committee_successions (
  county_id    uuid not null,
  from_id      uuid not null,
  to_id        uuid not null,
  on_day       date not null,
  reorganisation_id uuid not null,
  recorded_at  timestamptz not null,
  primary key (county_id, from_id, to_id, reorganisation_id),
  foreign key (county_id, from_id) references committees,
  foreign key (county_id, to_id) references committees,
  foreign key (county_id, reorganisation_id) references reorganisations
);
comment on table committee_successions is 'Which committee followed which, from what day on, by which reorganisation';
create index committee_successions_to on committee_successions (county_id, to_id);
call guard_by_county('committee_successions', 'select, insert');

create table committee_places (
  county_id    uuid not null,
  id           uuid not null,
  committee_id uuid not null,
  place        text not null check (char_length(place) between 1 and 50),
  kind         text not null check (kind in ('township', 'town', 'street', 'zone', 'organs')),
  from_on      date,
  until_on     date,
  primary key (county_id, id),
  foreign key (county_id, committee_id) references committees
);
comment on table committee_places is 'Jurisdictions of a committee besides its own place: townships, streets, zones, groups of county organs';
create index committee_places_committee on committee_places (county_id, committee_id, from_on);
create unique index committee_places_once on committee_places (county_id, place) where until_on is null;
call guard_by_county('committee_places', 'select, insert, update');
