-- Signing in: whether a county demands a second factor, and how far a person has got while signing in.

alter table counties add column second_factor text not null default 'required' check (second_factor in ('required', 'optional'));
comment on column counties.second_factor is 'required: staff cannot work before a second factor is set up; optional: they may set one up';

alter table accounts add column totp_pending text;
alter table accounts add column failed_since timestamptz;
alter table accounts add constraint accounts_state check (state in ('waiting', 'active'));
comment on column accounts.state is 'waiting: made, but nobody has come in yet; active: was used';
comment on column accounts.totp_secret is 'Base32 secret of the authenticator that is in use; null: no second factor';
comment on column accounts.totp_pending is 'Secret shown to the person and not yet proved by a first code';
comment on column accounts.failed is 'Tries since failed_since that were not right; each is counted before it is looked at';
comment on column accounts.failed_since is 'When the present row of wrong tries began; after the lock''s length it is forgotten';

alter table sessions add column stage text not null default 'open'
  check (stage in ('open', 'second_factor', 'enrolment', 'new_password'));
comment on column sessions.stage is 'open: signed in; every other value names what is still asked before anything can be seen';

comment on column slips.used_at is 'When it was used; a second use is refused';

-- Asked with every request: is this person a current member?
create index members_person on members (county_id, person_id);
