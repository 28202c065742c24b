-- Cities, prefectures and provinces as tenants of their own; what counties share with them by their own act (docs/decisions/0025).

alter table counties add level text not null default 'county' check (level in ('county', 'city', 'prefecture', 'province'));
comment on column counties.level is 'county; or a superior (市, 州, 省), which sees of counties the roll-ups that these share with it, and nothing else';

-- Who shares with a superior stands with the superior (county_id), so that its board is read in one place; whoever wrote a row alone changes it.
create table shared_counties (
  county_id   uuid not null references counties,
  subject_id  uuid not null,
  writer_id   uuid not null references counties,
  name        text not null check (char_length(name) between 1 and 50),
  names_shown boolean not null default false,
  since       date not null,
  ended_on    date,
  agreed_by   text check (char_length(agreed_by) <= 100),
  document_no text check (char_length(document_no) <= 60),
  primary key (county_id, subject_id),
  check (writer_id = subject_id or writer_id = county_id)
);
comment on table shared_counties is 'Which counties share roll-ups with the superior in county_id: counties of this installation say so themselves, the superior enters those with machines of their own';
comment on column shared_counties.subject_id is 'The county, or the superior''s record of one that has its own machine (siblings)';
comment on column shared_counties.names_shown is 'Whether the other counties may read its name beside its numbers';

alter table shared_counties enable row level security;
alter table shared_counties force row level security;
create policy seen on shared_counties for select using (county_id = current_county() or writer_id = current_county());
create policy begun on shared_counties for insert with check (writer_id = current_county() and exists (select from counties c where c.county_id = shared_counties.county_id and c.level <> 'county'));
create policy changed on shared_counties for update using (writer_id = current_county()) with check (writer_id = current_county());
grant select, insert, update on shared_counties to lianxinqiao_app;

create table required_figures (
  county_id    uuid not null references counties,
  id           uuid not null,
  state        text not null check (state in ('draft', 'published', 'withdrawn')),
  version      integer not null,
  changed_at   timestamptz not null,
  created_at   timestamptz not null,
  batch_id     uuid,
  figure       text not null check (char_length(figure) <= 80),
  conditions   text not null default '' check (char_length(conditions) <= 1000),
  kind         text not null check (kind in ('figure', 'ratio')),
  label        text not null check (char_length(label) between 1 and 200),
  definition   text not null check (char_length(definition) <= 2000),
  unit         text not null,
  decimals     integer,
  digest       text not null,
  rhythm       text not null check (rhythm in ('month', 'quarter', 'half', 'year')),
  due_days     integer not null check (due_days between 1 and 92),
  small        integer not null check (small between 3 and 100),
  words        text check (char_length(words) <= 500),
  published_on date,
  primary key (county_id, id)
);
comment on table required_figures is 'Numbers that a superior asks of the counties: each a subscription to a written definition, never a cell to be typed';
comment on column required_figures.conditions is 'by.<dimension>=<value>&…: the figure put together; empty for the figure as it is declared';
comment on column required_figures.digest is 'SHA-256 of the definition: numbers of another definition are not compared';
comment on column required_figures.small is 'Counts between nothing and this are not told apart on pages and in exports';
create unique index required_figures_once on required_figures (county_id, figure, conditions) where state <> 'withdrawn';
create index required_figures_state on required_figures (county_id, state, rhythm, id);
call record_table('required_figures');
create policy asked on required_figures for select
  using (state <> 'draft' and exists (select from shared_counties s where s.county_id = required_figures.county_id and s.writer_id = current_county() and s.ended_on is null));

create table siblings (
  county_id    uuid not null references counties,
  id           uuid not null,
  state        text not null check (state in ('active', 'ended')),
  version      integer not null,
  changed_at   timestamptz not null,
  created_at   timestamptz not null,
  batch_id     uuid,
  name         text not null check (char_length(name) between 1 and 50),
  fingerprint  text not null check (fingerprint ~ '^[0-9a-f]{64}$'),
  since        date not null,
  key_hash     text,
  key_end      text,
  issued_on    date,
  last_serial  integer not null default 0,
  last_digest  text,
  last_made_at timestamptz,
  primary key (county_id, id)
);
comment on table siblings is 'Counties with machines of their own, whose signed files and reports by API a superior takes in';
comment on column siblings.fingerprint is 'SHA-256 of the county''s public key, as the county told it on paper';
comment on column siblings.key_hash is 'SHA-256 of the token for the API; the token itself is told once and kept nowhere';
comment on column siblings.last_serial is 'Number of the last file that was taken in: an older or repeated one is refused';
create unique index siblings_fingerprint on siblings (county_id, fingerprint);
create unique index siblings_key on siblings (county_id, key_hash) where key_hash is not null;
create index siblings_name on siblings (county_id, name, id);
call record_table('siblings');

create table sharings (
  county_id     uuid not null references counties,
  id            uuid not null,
  state         text not null check (state in ('draft', 'active', 'ended')),
  version       integer not null,
  changed_at    timestamptz not null,
  created_at    timestamptz not null,
  batch_id      uuid,
  superior_id   uuid references counties,
  superior_name text not null check (char_length(superior_name) between 1 and 50),
  names_shown   boolean not null default false,
  sends         text not null check (sends in ('due', 'hand')),
  agreed_by     text check (char_length(agreed_by) <= 100),
  agreed_on     date,
  document_no   text check (char_length(document_no) <= 60),
  ended_on      date,
  fingerprint   text,
  asked         jsonb,
  asked_at      timestamptz,
  primary key (county_id, id)
);
comment on table sharings is 'The county''s own act of sharing numbers with a superior: with whom, agreed by whom under which document, since when';
comment on column sharings.superior_id is 'The superior on this installation; null for one with a machine of its own';
comment on column sharings.sends is 'due: goes out by itself on its day unless it is held back; hand: when somebody has looked at it';
comment on column sharings.fingerprint is 'Of a superior elsewhere: SHA-256 of its public key, from the first file of it that was taken in';
comment on column sharings.asked is 'Of a superior elsewhere: what it asks and how the counties stand, from its last signed file';
create unique index sharings_once on sharings (county_id, superior_name) where state <> 'ended';
create index sharings_state on sharings (county_id, state, id);
call record_table('sharings');

create table subscriptions (
  county_id   uuid not null references counties,
  id          uuid not null,
  state       text not null check (state in ('accepted', 'stopped')),
  version     integer not null,
  changed_at  timestamptz not null,
  created_at  timestamptz not null,
  batch_id    uuid,
  sharing_id  uuid not null,
  required_id uuid not null,
  figure      text not null,
  conditions  text not null default '',
  kind        text not null check (kind in ('figure', 'ratio')),
  label       text not null,
  definition  text not null,
  unit        text not null,
  decimals    integer,
  digest      text not null,
  rhythm      text not null check (rhythm in ('month', 'quarter', 'half', 'year')),
  due_days    integer not null,
  since       date not null,
  primary key (county_id, id),
  foreign key (county_id, sharing_id) references sharings
);
comment on table subscriptions is 'A number that the county has agreed to report to a superior: from its first period on it is filled without typing';
create unique index subscriptions_once on subscriptions (county_id, sharing_id, required_id) where state = 'accepted';
create index subscriptions_sharing on subscriptions (county_id, sharing_id, label);
call record_table('subscriptions');

create table shared_figures (
  county_id       uuid not null references counties,
  id              uuid not null,
  state           text not null check (state in ('prepared', 'held', 'sent')),
  version         integer not null,
  changed_at      timestamptz not null,
  created_at      timestamptz not null,
  batch_id        uuid,
  sharing_id      uuid not null,
  subscription_id uuid not null,
  label           text not null,
  unit            text not null,
  decimals        integer,
  period          text not null,
  from_on         date not null,
  to_on           date not null,
  due_on          date not null,
  value           integer,
  numerator       integer,
  denominator     integer,
  as_of           timestamptz not null,
  list            text not null,
  sent_on         date,
  revision        integer not null default 0,
  said            text check (char_length(said) <= 500),
  primary key (county_id, id),
  foreign key (county_id, sharing_id) references sharings,
  foreign key (county_id, subscription_id) references subscriptions,
  check ((value is null) = (numerator is not null and denominator is not null))
);
comment on table shared_figures is 'One number for one period as the county reports it: counted from the records at as_of, seen before it goes out, corrected only in the open';
comment on column shared_figures.list is 'The address of the records behind it, pinned to the moment; only the county can open it';
comment on column shared_figures.revision is '1 when it was sent, one more with each correction';
comment on column shared_figures.said is 'Why it was held back or last corrected';
create unique index shared_figures_once on shared_figures (county_id, subscription_id, period);
create index shared_figures_newest on shared_figures (county_id, to_on desc, id desc);
create index shared_figures_state on shared_figures (county_id, state, to_on desc, id desc);
create index shared_figures_sharing on shared_figures (county_id, sharing_id, to_on desc, id desc);
call record_table('shared_figures');

create table signing_keys (
  county_id   uuid primary key references counties,
  public_key  text not null,
  private_key text not null,
  fingerprint text not null,
  made_at     timestamptz not null default now()
);
comment on table signing_keys is 'The key (Ed25519) with which a county or superior signs what it gives to other machines: made once, shown by its fingerprint';
call guard_by_county('signing_keys', 'select, insert');
