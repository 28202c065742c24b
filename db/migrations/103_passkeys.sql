-- Passkeys (WebAuthn): a key in somebody's telephone, computer or stick, opened by finger, face or the lock of the screen.
create table passkeys (
  county_id     uuid not null references counties,
  id            uuid not null,
  account_id    uuid not null,
  credential_id text not null check (char_length(credential_id) <= 1400),
  public_key    bytea not null,
  counter       bigint not null,
  transports    text[] not null,
  name          text not null check (char_length(name) between 1 and 30),
  made_at       timestamptz not null,
  used_at       timestamptz,
  primary key (county_id, id),
  foreign key (county_id, account_id) references accounts
);
comment on table passkeys is 'Keys by which people come in without a password, and prove once more who they are; only the public half is here';
comment on column passkeys.counter is 'What the key said at its last use; one that says less was copied. Keys that are kept in several devices always say 0';
comment on column passkeys.transports is 'How the browser may reach the key, as it said itself';
create unique index passkeys_credential on passkeys (county_id, credential_id);
create index passkeys_account on passkeys (county_id, account_id, made_at);
call guard_by_county('passkeys');

create table passkey_challenges (
  county_id      uuid not null references counties,
  challenge_hash text not null,
  purpose        text not null check (purpose in ('enter', 'add', 'prove')),
  account_id     uuid,
  ends_at        timestamptz not null,
  primary key (county_id, challenge_hash)
);
comment on table passkey_challenges is 'Numbers that a passkey is asked to sign: each is answered once, within minutes';
comment on column passkey_challenges.account_id is 'Who was asked; null where anybody with a key may come in';
create index passkey_challenges_ends on passkey_challenges (county_id, ends_at);
call guard_by_county('passkey_challenges');

-- What the rules of level 3 of the classified protection scheme ask of accounts: how old a password is, which ones came before, who has not come for long.
alter table accounts add column password_set_on date not null default current_date;
alter table accounts add column entered_on date not null default current_date;
comment on column accounts.password_set_on is 'Asked only where the county has passwords changed by the calendar';
comment on column accounts.entered_on is 'Day of the last sign-in, or of the opening: tells accounts that nobody uses any more, and is shown of nobody else';

create table former_passwords (
  county_id     uuid not null references counties,
  id            uuid not null,
  account_id    uuid not null,
  password_hash text not null,
  primary key (county_id, id),
  foreign key (county_id, account_id) references accounts
);
comment on table former_passwords is 'Hashes (argon2id) of passwords that may not be taken again, where the county asks for that; the oldest go as new ones come';
create index former_passwords_account on former_passwords (county_id, account_id, id);
call guard_by_county('former_passwords');
