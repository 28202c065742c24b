-- Tries are counted where all processes of the program see them: behind one address several may answer.
create table attempts (
  county_id uuid not null references counties,
  kind      text not null,
  key_hash  text not null,
  tries     integer not null,
  until     timestamptz not null,
  primary key (county_id, kind, key_hash)
);
comment on table attempts is 'Counted tries (of log-in names nobody has, addresses, slips, public forms); forgotten after minutes';
comment on column attempts.key_hash is 'sha256 of whatever is counted by: no address is kept in readable form';
create index attempts_until on attempts (county_id, until);
call guard_by_county('attempts');
