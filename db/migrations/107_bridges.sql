-- Outside systems that are told when something happened (消息对接), and what is on its way to them.

create table bridges (
  county_id     uuid not null references counties,
  id            uuid not null,
  state         text not null,
  version       integer not null,
  changed_at    timestamptz not null,
  created_at    timestamptz not null,
  batch_id      uuid,
  name          text not null check (char_length(name) between 1 and 50),
  address       text not null check (char_length(address) between 1 and 300),
  kinds         text not null check (char_length(kinds) between 1 and 500),
  digest        text not null check (digest in ('sha256', 'sm3')),
  secret        text,
  issued_on     date,
  primary key (county_id, id)
);
comment on table bridges is 'Systems of others that are told what happened, without its content (消息对接): signed, over and over until they have it';
comment on column bridges.kinds is 'Of which records they are told, by their titles, one on a line';
comment on column bridges.secret is 'With what is signed; shown once, and sealed here';
create index bridges_newest on bridges (county_id, state, id desc);
call record_table('bridges');
call seal_column('bridges', 'secret');
call seal_column('bridges_history', 'secret');

create table bridge_messages (
  county_id uuid not null references counties,
  id        uuid not null,
  bridge_id uuid not null,
  record    text not null,
  step      text not null,
  record_id uuid not null,
  at        timestamptz not null,
  state     text not null default 'waiting' check (state in ('waiting', 'sent', 'failed')),
  tries     integer not null default 0,
  next_try  timestamptz not null,
  sent_at   timestamptz,
  problem   text check (char_length(problem) <= 300),
  primary key (county_id, id),
  foreign key (county_id, bridge_id) references bridges
);
comment on table bridge_messages is 'One thing that one bridge is told, written in the act itself, and what became of it';
comment on column bridge_messages.at is 'The moment of the act';
comment on column bridge_messages.next_try is 'Not before then; while it is being sent, when it may be taken for lost';
create index bridge_messages_due on bridge_messages (county_id, next_try, id) where state = 'waiting';
create index bridge_messages_of on bridge_messages (county_id, bridge_id, id desc);
call guard_by_county('bridge_messages');
