-- Other systems that hand over what residents told them (a hotline, a neighbouring county), by Open311 GeoReport v2.

create table partner_systems (
  county_id    uuid not null references counties,
  id           uuid not null,
  state        text not null,
  version      integer not null,
  changed_at   timestamptz not null,
  created_at   timestamptz not null,
  batch_id     uuid,
  name         text not null check (char_length(name) between 1 and 50),
  rights       text not null check (rights in ('read', 'write')),
  committee_id uuid,
  contact      text check (char_length(contact) <= 100),
  key_hash     text check (key_hash ~ '^[0-9a-f]{64}$'),
  key_end      text check (char_length(key_end) = 4),
  issued_on    date,
  primary key (county_id, id),
  foreign key (county_id, committee_id) references committees
);
comment on table partner_systems is 'Another system that may send to the residents'' ledger and ask what became of it (对接系统), by a key of its own';
comment on column partner_systems.name is 'As ledger_entries.source names it';
comment on column partner_systems.committee_id is 'Where a matter goes of which the sender does not say the township';
comment on column partner_systems.key_hash is 'SHA-256 of the key, which only the other side has';
comment on column partner_systems.key_end is 'Its last four characters, so that both sides can tell which key they mean';
create unique index partner_systems_name on partner_systems (county_id, name);
create unique index partner_systems_key on partner_systems (county_id, key_hash) where key_hash is not null;
create index partner_systems_state on partner_systems (county_id, state, id desc);
call record_table('partner_systems');

create table open311_requests (
  county_id    uuid not null references counties,
  entry_id     uuid not null,
  system_id    uuid not null,
  mark         text not null check (mark ~ '^[0-9a-f]{64}$'),
  service_code text not null check (char_length(service_code) between 1 and 50),
  media_url    text check (char_length(media_url) <= 500),
  sent_at      timestamptz not null,
  primary key (county_id, entry_id),
  foreign key (county_id, entry_id) references ledger_entries,
  foreign key (county_id, system_id) references partner_systems
);
comment on table open311_requests is 'Ledger entries that another system sent, with what only the exchange needs';
comment on column open311_requests.mark is 'SHA-256 of the number it has at the sender, or of the day and the content: the same thing sent twice is one entry';
comment on column open311_requests.media_url is 'Where the sender keeps a picture; the program never opens it';
create unique index open311_requests_mark on open311_requests (county_id, system_id, mark);
create index open311_requests_newest on open311_requests (county_id, system_id, sent_at desc);
call guard_by_county('open311_requests');
