-- Signing in at a provider that the county trusts (OpenID Connect). Whose account it is there, the office has said before: nobody becomes a user by coming.
create table sign_on_providers (
  county_id     uuid primary key references counties,
  label         text not null check (char_length(label) between 1 and 20),
  issuer        text not null check (char_length(issuer) between 1 and 300),
  client_id     text not null check (char_length(client_id) between 1 and 200),
  client_secret text not null constraint sign_on_providers_client_secret_sealed check (client_secret like '~%'),
  two_factors   boolean not null,
  changed_at    timestamptz not null
);
comment on table sign_on_providers is 'Where staff of the county may sign in instead: one provider, found by its issuer';
comment on column sign_on_providers.client_secret is 'Sealed; known to the provider and to the program, shown on no page';
comment on column sign_on_providers.two_factors is 'The provider asks for two factors itself, so none is asked here again';
call guard_by_county('sign_on_providers');

create table sign_on_links (
  county_id  uuid not null references counties,
  account_id uuid not null,
  issuer     text not null,
  subject    text not null check (char_length(subject) between 1 and 255),
  linked_at  timestamptz not null,
  primary key (county_id, account_id),
  foreign key (county_id, account_id) references accounts
);
comment on table sign_on_links is 'Who somebody is at the provider, as the office said';
create unique index sign_on_links_subject on sign_on_links (county_id, issuer, subject);
call guard_by_county('sign_on_links');

create table sign_on_flows (
  county_id  uuid not null references counties,
  state_hash text not null,
  verifier   text not null,
  nonce      text not null,
  next       text not null,
  account_id uuid,
  ends_at    timestamptz not null,
  primary key (county_id, state_hash)
);
comment on table sign_on_flows is 'Who is away at the provider just now; each comes back once, within minutes, in the same browser';
comment on column sign_on_flows.account_id is 'Somebody signed in who proves once more who they are; null: somebody who comes in';
create index sign_on_flows_ends on sign_on_flows (county_id, ends_at);
call guard_by_county('sign_on_flows');

create table sign_on_logouts (
  county_id uuid not null references counties,
  jti_hash  text not null,
  until     timestamptz not null,
  primary key (county_id, jti_hash)
);
comment on table sign_on_logouts is 'Log-out tokens that were obeyed: none is obeyed twice, and those that are out of date are refused anyway';
create index sign_on_logouts_until on sign_on_logouts (county_id, until);
call guard_by_county('sign_on_logouts');

alter table sessions add column sign_on_issuer text;
alter table sessions add column sign_on_subject text;
alter table sessions add column sign_on_sid text;
comment on column sessions.sign_on_subject is 'Opened by signing in at a provider, as whom; nothing else of what it said is kept';
comment on column sessions.sign_on_sid is 'The session there: when it ends, this one does';
create index sessions_sign_on on sessions (county_id, sign_on_subject) where sign_on_subject is not null;
