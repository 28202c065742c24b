-- Places, people, posts and the accounts that act for them.

create table committees (
  county_id  uuid not null references counties,
  id         uuid not null,
  state      text not null,
  version    integer not null,
  changed_at timestamptz not null,
  created_at timestamptz not null,
  batch_id   uuid,
  name       text not null check (char_length(name) between 1 and 50),
  place      text not null check (char_length(place) between 1 and 50),
  place_kind text not null check (place_kind in ('township', 'town', 'street', 'zone', 'organs')),
  form       text not null default '联络委',
  founded_on date,
  abolished_on date,
  decision_id uuid,
  remark     text,
  rank       integer not null default 0,
  primary key (county_id, id)
);
comment on table committees is 'Liaison committees (联络委): one for a township, street, zone or group of county organs';
comment on column committees.place is 'The township or street as the county calls it, e.g. 白石镇';
comment on column committees.form is 'The county''s own label of the form of body: 联络委, 工委, 联络组 …';
comment on column committees.decision_id is 'The setting-up decision (settings.id) under which it was founded';
create unique index committees_place on committees (county_id, place) where state <> 'abolished';
call record_table('committees');

create table units (
  county_id  uuid not null references counties,
  id         uuid not null,
  state      text not null,
  version    integer not null,
  changed_at timestamptz not null,
  created_at timestamptz not null,
  batch_id   uuid,
  name       text not null check (char_length(name) between 1 and 60),
  side       text not null default 'government' check (side in ('party', 'government', 'township', 'other')),
  primary key (county_id, id)
);
comment on table units is 'Handling units (承办单位)';
create unique index units_name on units (county_id, name) where state = 'active';
call record_table('units');

create table sectors (
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
comment on table sectors is 'Sectors (界别) of the county body, as the county lists them';
create unique index sectors_name on sectors (county_id, name) where state = 'active';
call record_table('sectors');

create table people (
  county_id   uuid not null references counties,
  id          uuid not null,
  state       text not null,
  version     integer not null,
  changed_at  timestamptz not null,
  created_at  timestamptz not null,
  batch_id    uuid,
  name        text not null check (char_length(name) between 1 and 50),
  sex         text check (sex in ('1', '2')),
  ethnic      text,
  born_month  text check (born_month ~ '^\d{4}-\d{2}$'),
  affiliation text,
  position    text check (char_length(position) <= 200),
  phone       text,
  id_number   text,
  party_post  text,
  party_place text,
  primary key (county_id, id)
);
comment on table people is 'Persons the county works with: members, officials who hold committee posts, clerks. Residents are not here';
comment on column people.sex is 'GB/T 2261.1: 1 male, 2 female';
comment on column people.party_post is 'Office held in the township Party committee: deputy_secretary or commissioner (组宣统委员), else null';
comment on column people.party_place is 'The township of that office';
create index people_name on people (county_id, name);
call record_table('people');

create table members (
  county_id    uuid not null references counties,
  id           uuid not null,
  state        text not null,
  version      integer not null,
  changed_at   timestamptz not null,
  created_at   timestamptz not null,
  batch_id     uuid,
  person_id    uuid not null,
  name         text not null,
  term         integer not null,
  number       integer,
  sector_id    uuid,
  committee_id uuid,
  joined_on    date not null,
  left_on      date,
  left_why     text,
  standing     boolean not null default false,
  name_key     text not null default '',
  primary key (county_id, id),
  foreign key (county_id, person_id) references people,
  foreign key (county_id, sector_id) references sectors,
  foreign key (county_id, committee_id) references committees
);
comment on table members is 'County members (县政协委员) of a term';
comment on column members.committee_id is 'The committee of the place where the member is stationed (驻乡镇委员)';
create unique index members_once on members (county_id, term, person_id) where state = 'current';
create index members_committee on members (county_id, committee_id, state);
create index members_name on members (county_id, name);
call record_table('members');

create table posts (
  county_id    uuid not null references counties,
  id           uuid not null,
  state        text not null,
  version      integer not null,
  changed_at   timestamptz not null,
  created_at   timestamptz not null,
  batch_id     uuid,
  person_id    uuid not null,
  name         text not null,
  role         text not null,
  committee_id uuid,
  unit_id      uuid,
  since        date not null,
  until        date,
  acting       boolean not null default false,
  document_no  text,
  primary key (county_id, id),
  foreign key (county_id, person_id) references people,
  foreign key (county_id, committee_id) references committees,
  foreign key (county_id, unit_id) references units
);
comment on table posts is 'Who holds which post, where and from when: committee posts, office and unit clerks. Posts are what gives rights';
create index posts_person on posts (county_id, person_id, state);
create index posts_committee on posts (county_id, committee_id, role, state);
create unique index posts_one_director on posts (county_id, committee_id) where state = 'holding' and role = 'director';
call record_table('posts');

create table accounts (
  county_id     uuid not null references counties,
  id            uuid not null,
  state         text not null,
  version       integer not null,
  changed_at    timestamptz not null,
  created_at    timestamptz not null,
  batch_id      uuid,
  person_id     uuid not null,
  login         text,
  password_hash text,
  totp_secret   text,
  totp_last     bigint,
  failed        integer not null default 0,
  locked_until  timestamptz,
  elder         boolean not null default false,
  primary key (county_id, id),
  foreign key (county_id, person_id) references people
);
comment on table accounts is 'Log-ins. Staff: name, argon2id hash and second factor; members: none of these, they enter by activation slip';
comment on column accounts.totp_last is 'The last time step used, so that a code works once';
create unique index accounts_login on accounts (county_id, lower(login)) where login is not null;
create unique index accounts_person on accounts (county_id, person_id);
call guard_by_county('accounts');

create table sessions (
  county_id  uuid not null references counties,
  token_hash text not null,
  account_id uuid not null,
  opened_at  timestamptz not null,
  seen_at    timestamptz not null,
  ends_at    timestamptz not null,
  device     text,
  primary key (county_id, token_hash),
  foreign key (county_id, account_id) references accounts
);
comment on table sessions is 'Open log-ins; the cookie holds the token, this table only its sha256';
create index sessions_account on sessions (county_id, account_id);
call guard_by_county('sessions');

create table slips (
  county_id  uuid not null references counties,
  code_hash  text not null,
  account_id uuid not null,
  made_at    timestamptz not null,
  ends_at    timestamptz not null,
  used_at    timestamptz,
  primary key (county_id, code_hash),
  foreign key (county_id, account_id) references accounts
);
comment on table slips is 'Activation slips (QR) for members: one use, short-lived, only the sha256 of the code is kept';
create index slips_account on slips (county_id, account_id);
call guard_by_county('slips');
