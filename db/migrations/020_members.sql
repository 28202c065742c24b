-- Terms of the county body and what a member belongs to at the same time: sector, special committee, sector group, township group (domain rules 1.5);
-- seats by sector; how members come and go; what a change of term hands over.

create table terms (
  county_id  uuid not null references counties,
  id         uuid not null,
  state      text not null,
  version    integer not null,
  changed_at timestamptz not null,
  created_at timestamptz not null,
  batch_id   uuid,
  number     integer not null check (number between 1 and 99),
  starts_on  date not null,
  ends_on    date,
  seats      integer check (seats between 1 and 5000),
  first_session_on date,
  changed_over_at timestamptz,
  primary key (county_id, id),
  -- Deferred, because when a change of term is taken back one returns and the other steps back in one act.
  constraint terms_one_current exclude using btree (county_id with =) where (state = 'current') deferrable initially deferred
);
comment on table terms is 'Terms (届) of the county body: prepared, current, closed';
comment on column terms.ends_on is 'First day on which it no longer held: the day on which the next one began';
comment on column terms.changed_over_at is 'Moment of the act in which this term took over from the one before; what that act wrote carries the same moment';
create unique index terms_number on terms (county_id, number);
create unique index terms_preparing on terms (county_id) where state = 'preparing';
call record_table('terms');

create table special_committees (
  county_id  uuid not null references counties,
  id         uuid not null,
  state      text not null,
  version    integer not null,
  changed_at timestamptz not null,
  created_at timestamptz not null,
  batch_id   uuid,
  name       text not null check (char_length(name) between 1 and 50),
  rank       integer not null default 0,
  primary key (county_id, id)
);
comment on table special_committees is 'Special committees (专委会) of the county body';
create unique index special_committees_name on special_committees (county_id, name) where state = 'active';
create index special_committees_order on special_committees (county_id, rank, id desc);
call record_table('special_committees');

create table sector_groups (
  county_id  uuid not null references counties,
  id         uuid not null,
  state      text not null,
  version    integer not null,
  changed_at timestamptz not null,
  created_at timestamptz not null,
  batch_id   uuid,
  name       text not null check (char_length(name) between 1 and 50),
  rank       integer not null default 0,
  primary key (county_id, id)
);
comment on table sector_groups is 'Groups (界别小组) in which members of one sector, or of several small ones, work together';
create unique index sector_groups_name on sector_groups (county_id, name) where state = 'active';
create index sector_groups_order on sector_groups (county_id, rank, id desc);
call record_table('sector_groups');

create table quotas (
  county_id  uuid not null references counties,
  id         uuid not null,
  state      text not null,
  version    integer not null,
  changed_at timestamptz not null,
  created_at timestamptz not null,
  batch_id   uuid,
  term       integer not null check (term between 1 and 99),
  sector_id  uuid not null,
  seats      integer not null check (seats between 0 and 2000),
  reserved   integer not null default 0 check (reserved between 0 and 2000),
  primary key (county_id, id),
  foreign key (county_id, sector_id) references sectors
);
comment on table quotas is 'Seats (名额) of a sector in a term';
comment on column quotas.reserved is 'Of the seats, those kept for members appointed in mid-term (预留名额)';
create unique index quotas_once on quotas (county_id, term, sector_id) where state = 'set';
create index quotas_listed on quotas (county_id, term, id desc);
call record_table('quotas');

alter table members
  add column special_committee_id uuid, add column sector_group_id uuid, add column affiliation text, add column rank integer check (rank between 1 and 999),
  add column by_appointment boolean not null default false, add column appointed_no text check (char_length(appointed_no) <= 60),
  add column resign_asked_on date, add column left_kind text check (left_kind in ('resigned', 'revoked', 'died', 'term_ended', 'other')),
  add column left_no text check (char_length(left_no) <= 60),
  add foreign key (county_id, special_committee_id) references special_committees,
  add foreign key (county_id, sector_group_id) references sector_groups;
alter table members_history
  add column special_committee_id uuid, add column sector_group_id uuid, add column affiliation text, add column rank integer,
  add column by_appointment boolean not null default false, add column appointed_no text,
  add column resign_asked_on date, add column left_kind text, add column left_no text;
comment on column members.affiliation is 'Political affiliation as it was in this membership; the person''s own while the membership lasts';
comment on column members.rank is 'Place at the head of lists, before the order by strokes: chair and vice-chairs first';
comment on column members.name_key is 'Order of lists: the rank, if there is one, then the strokes of the name';
comment on column members.by_appointment is 'Appointed in mid-term (增补)';
comment on column members.resign_asked_on is 'Day of the written wish to resign; in office until the standing committee accepts it';
create index members_listed on members (county_id, name_key, id desc);
create index members_special_committee on members (county_id, special_committee_id, state) where special_committee_id is not null;
create index members_sector_group on members (county_id, sector_group_id, state) where sector_group_id is not null;

-- Members carry the affiliation from now on. Row-level security holds the owner too, so county by county.
do $$ declare county uuid; begin
  for county in select county_id from counties loop
    perform set_config('app.county', county::text, true);
    update members m set affiliation = p.affiliation from people p where m.county_id = county and p.county_id = county and p.id = m.person_id;
    update members_history m set affiliation = p.affiliation from people p where m.county_id = county and p.county_id = county and p.id = m.person_id;
  end loop;
  perform set_config('app.county', '', true);
end $$;

alter table ledger_entries add column informant_id uuid, add foreign key (county_id, informant_id) references people;
alter table ledger_entries_history add column informant_id uuid;
comment on column ledger_entries.informant_id is 'The person, when an informant of the committee wrote it down; informants see only what they brought';
create index ledger_of_informant on ledger_entries (county_id, informant_id, received_on desc, id desc) where informant_id is not null;

create table handovers (
  county_id  uuid not null references counties,
  id         uuid not null,
  state      text not null,
  version    integer not null,
  changed_at timestamptz not null,
  created_at timestamptz not null,
  batch_id   uuid,
  term       integer not null,
  record     text not null,
  record_id  uuid not null,
  title      text not null,
  from_id    uuid not null,
  from_name  text not null,
  contact_id uuid,
  contact_name text,
  primary key (county_id, id),
  foreign key (county_id, from_id) references members,
  foreign key (county_id, contact_id) references members
);
comment on table handovers is 'Open work of members who left at a change of term, each with the one who is asked about it from then on';
comment on column handovers.term is 'The new term';
comment on column handovers.contact_id is 'A member of the new term; null: the county office';
create unique index handovers_once on handovers (county_id, term, record, record_id);
create index handovers_of_contact on handovers (county_id, contact_id, state) where contact_id is not null;
create index handovers_of_record on handovers (county_id, record, record_id);
call record_table('handovers');
