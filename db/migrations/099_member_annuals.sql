-- What a member writes of the own year, and what the county's body says of it (forms member_annual). The numbers of the form are read from the archive and kept nowhere.

create table member_annuals (
  county_id    uuid not null references counties,
  id           uuid not null,
  state        text not null,
  version      integer not null,
  changed_at   timestamptz not null,
  created_at   timestamptz not null,
  batch_id     uuid,
  member_id    uuid not null,
  committee_id uuid,
  name         text not null check (char_length(name) between 1 and 100),
  year         integer not null check (year between 1949 and 2200),
  summary      text not null check (char_length(summary) between 1 and 500),
  written_on   date not null,
  opinion      text check (char_length(opinion) <= 100),
  confirmed_on date,
  confirmed_by text check (char_length(confirmed_by) <= 100),
  primary key (county_id, id),
  foreign key (county_id, member_id) references members,
  foreign key (county_id, committee_id) references committees
);
comment on table member_annuals is 'One member''s own summary of one year, and its confirmation by the county office';
comment on column member_annuals.committee_id is 'Where the member was stationed when it was written; name: as the member was called then';
comment on column member_annuals.opinion is 'What the county''s body says of the year; the numbers beside it are those of the moment of the confirmation';
create unique index member_annuals_once on member_annuals (county_id, member_id, year);
create index member_annuals_newest on member_annuals (county_id, year desc, id desc);
create index member_annuals_committee on member_annuals (county_id, committee_id, year desc);
create index member_annuals_state on member_annuals (county_id, state, year desc);
call record_table('member_annuals');
