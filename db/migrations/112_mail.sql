-- The day's bundle may also come by mail (decision 47): off until the office sets a server, and only to those who ask for it.
create table mail_servers (
  county_id  uuid primary key references counties,
  host       text not null check (char_length(host) between 1 and 253),
  port       integer not null check (port between 1 and 65535),
  security   text not null check (security in ('tls', 'starttls', 'plain')),
  username   text check (char_length(username) between 1 and 200),
  password   text constraint mail_servers_password_sealed check (password like '~%'),
  sender     text not null check (char_length(sender) between 3 and 254),
  origin     text not null check (char_length(origin) between 1 and 300),
  changed_at timestamptz not null,
  check ((username is null) = (password is null))
);
comment on table mail_servers is 'The server that takes the county''s letters; without a row nobody is written to';
comment on column mail_servers.security is 'tls: from the first byte; starttls: asked for and insisted on; plain: only to this very machine';
comment on column mail_servers.password is 'Sealed; known to the server and to the program, shown on no page';
comment on column mail_servers.origin is 'The address under which people reach this installation, for the links in letters';
call guard_by_county('mail_servers');

create table mail_choices (
  county_id    uuid not null references counties,
  id           uuid not null,
  person_id    uuid not null,
  address      text not null constraint mail_choices_address_sealed check (address like '~%'),
  code_hash    text,
  code_until   timestamptz,
  confirmed_at timestamptz,
  primary key (county_id, id),
  foreign key (county_id, person_id) references people
);
comment on table mail_choices is 'Who wants the day''s bundle by mail too, and where to: the person''s own choice; gone when it is taken back';
comment on column mail_choices.address is 'Sealed; shown to the person alone';
comment on column mail_choices.code_hash is 'sha256 of the code that was sent to the address; who tells it receives letters there';
comment on column mail_choices.confirmed_at is 'Null: nothing is sent there but the code';
create unique index mail_choices_person on mail_choices (county_id, person_id);
call guard_by_county('mail_choices');

create table mail_letters (
  county_id  uuid not null references counties,
  id         uuid not null,
  person_id  uuid not null,
  day        date not null,
  kinds      jsonb not null,
  state      text not null check (state in ('waiting', 'sending', 'sent', 'possibly', 'refused', 'lapsed', 'dropped')),
  tries      integer not null default 0,
  next_at    timestamptz not null,
  tried_at   timestamptz,
  problem    text check (char_length(problem) <= 300),
  leave_hash text,
  primary key (county_id, id),
  foreign key (county_id, person_id) references people
);
comment on table mail_letters is 'The day''s letters: written with the reminders of the day, sent afterwards, at most one for a person on a day';
comment on column mail_letters.kinds is 'How many of which kind, late or near, and the nearest day: no name, no title, no place';
comment on column mail_letters.state is 'possibly: it was handed over and nothing was answered, so it is not sent again; lapsed: its day went by; dropped: no longer wanted';
comment on column mail_letters.leave_hash is 'sha256 of the word by which its reader stops the letters without signing in';
create unique index mail_letters_day on mail_letters (county_id, person_id, day);
create index mail_letters_due on mail_letters (county_id, next_at) where state in ('waiting', 'sending');
create index mail_letters_newest on mail_letters (county_id, day desc, id desc);
create unique index mail_letters_leave on mail_letters (county_id, leave_hash) where leave_hash is not null;
call guard_by_county('mail_letters');
