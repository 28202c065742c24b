-- The five haves (五有): the dated checklist, what committees show for it, self-checks and acceptances, and two short registers.

create table checklists (
  county_id     uuid not null references counties,
  id            uuid not null,
  state         text not null,
  version       integer not null,
  changed_at    timestamptz not null,
  created_at    timestamptz not null,
  batch_id      uuid,
  title         text not null check (char_length(title) between 1 and 60),
  document_no   text check (char_length(document_no) <= 60),
  in_force_from date,
  superseded_on date,
  items         jsonb not null default '[]' check (jsonb_typeof(items) = 'array'),
  primary key (county_id, id),
  check (superseded_on is null or superseded_on >= in_force_from)
);
comment on table checklists is 'Versions of the checklist (五有, 六有, 八有 …) against which committees are accepted; one is in force at a time';
comment on column checklists.items is 'id (kept from version to version), label, asked, kind of proof, months of validity or null, verifier, required';
comment on column checklists.superseded_on is 'The first day on which it was no longer in force';
create index checklists_in_force on checklists (county_id, in_force_from desc, id desc);
call record_table('checklists');

create table have_checks (
  county_id      uuid not null references counties,
  id             uuid not null,
  state          text not null,
  version        integer not null,
  changed_at     timestamptz not null,
  created_at     timestamptz not null,
  batch_id       uuid,
  committee_id   uuid not null,
  checklist_id   uuid not null,
  account        text check (char_length(account) <= 2000),
  submitted_on   date,
  mend_by        date,
  remarks        text check (char_length(remarks) <= 2000),
  accepted_on    date,
  accepted_by    text check (char_length(accepted_by) <= 100),
  reinspected_on date,
  revoked_on     date,
  primary key (county_id, id),
  foreign key (county_id, committee_id) references committees,
  foreign key (county_id, checklist_id) references checklists,
  check (revoked_on is null or revoked_on >= accepted_on)
);
comment on table have_checks is 'Self-check (自查) of a committee and what the county made of it: returned, accepted (验收), re-inspected (复查). Whether an item is met is derived, never stored here';
comment on column have_checks.mend_by is 'The day by which what the county found missing is to be put right';
comment on column have_checks.accepted_by is 'Who inspected on the spot, by name';
comment on column have_checks.revoked_on is 'The acceptance held until the day before: a re-inspection was not passed';
create index have_checks_committee on have_checks (county_id, committee_id, accepted_on desc, id desc);
create index have_checks_newest on have_checks (county_id, submitted_on desc, id desc);
create unique index have_checks_one_open on have_checks (county_id, committee_id) where state in ('checking', 'submitted', 'returned');
call record_table('have_checks');

create table have_proofs (
  county_id    uuid not null references counties,
  id           uuid not null,
  state        text not null,
  version      integer not null,
  changed_at   timestamptz not null,
  created_at   timestamptz not null,
  batch_id     uuid,
  committee_id uuid not null,
  item_id      uuid not null,
  words        text not null check (char_length(words) between 1 and 500),
  since        date not null,
  ends_on      date,
  withdrawn_on date,
  primary key (county_id, id),
  foreign key (county_id, committee_id) references committees,
  check (ends_on is null or ends_on > since)
);
comment on table have_proofs is 'What a committee shows for an item of the checklist: the room and its plaque, a set of rules. A later one renews it';
comment on column have_proofs.item_id is 'Item of the checklist; items keep their id from version to version';
comment on column have_proofs.ends_on is 'The day on which it ends by itself, e.g. a lease; the months of the item count as well, whichever is earlier';
comment on column have_proofs.withdrawn_on is 'It no longer counted from this day on';
create index have_proofs_committee on have_proofs (county_id, committee_id, item_id, since desc);
create index have_proofs_newest on have_proofs (county_id, since desc, id desc);
call record_table('have_proofs');

create table equipment (
  county_id    uuid not null references counties,
  id           uuid not null,
  state        text not null,
  version      integer not null,
  changed_at   timestamptz not null,
  created_at   timestamptz not null,
  batch_id     uuid,
  committee_id uuid not null,
  name         text not null check (char_length(name) between 1 and 60),
  number       integer not null check (number > 0),
  since        date not null,
  disposed_on  date,
  place        text check (char_length(place) <= 60),
  primary key (county_id, id),
  foreign key (county_id, committee_id) references committees,
  check (disposed_on is null or disposed_on >= since)
);
comment on table equipment is 'Short register of a committee''s office equipment (设备)';
create index equipment_committee on equipment (county_id, committee_id, since desc, id desc);
create index equipment_newest on equipment (county_id, since desc, id desc);
call record_table('equipment');

create table funds (
  county_id    uuid not null references counties,
  id           uuid not null,
  state        text not null,
  version      integer not null,
  changed_at   timestamptz not null,
  created_at   timestamptz not null,
  batch_id     uuid,
  committee_id uuid not null,
  year         integer not null check (year between 1990 and 2100),
  amount       integer not null check (amount > 0),
  source       text not null check (char_length(source) between 1 and 60),
  used         integer check (used >= 0),
  primary key (county_id, id),
  foreign key (county_id, committee_id) references committees
);
comment on table funds is 'Short register of a committee''s working funds (经费), in yuan, for a calendar year';
create index funds_committee on funds (county_id, committee_id, year desc, id desc);
create index funds_year on funds (county_id, year desc, id desc);
call record_table('funds');
