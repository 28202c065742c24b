-- The ground: counties, the journal, kept counts, numbering, sessions.
-- Rules of every migration: PostgreSQL 15 is the floor; county_id leads every key; ids are made by the program;
-- no trigger, sequence or foreign key spans counties (so that the schema can be distributed by county_id).

create extension if not exists btree_gin;

do $$ begin
  if not exists (select from pg_roles where rolname = 'lianxinqiao_app') then
    create role lianxinqiao_app nologin nosuperuser nocreatedb nocreaterole nobypassrls noinherit;
  end if;
end $$;

-- The owner connects and steps down to the application role, so it must be a member of it.
do $$ begin
  execute format('grant lianxinqiao_app to %I', current_user);
exception when others then null; -- a superuser needs no membership
end $$;

grant usage on schema public to lianxinqiao_app;

create function current_county() returns uuid language sql stable parallel safe
  as $$ select nullif(current_setting('app.county', true), '')::uuid $$;
comment on function current_county is 'The county of this transaction, set by the program with SET LOCAL app.county; null shows nothing.';

-- The second wall: whatever a query forgets, only rows of the current county exist for the application role.
create procedure guard_by_county(name text, rights text default 'select, insert, update, delete') language plpgsql as $$
begin
  execute format('alter table %I enable row level security', name);
  execute format('alter table %I force row level security', name);
  execute format('create policy county on %I using (county_id = current_county()) with check (county_id = current_county())', name);
  execute format('grant %s on %I to lianxinqiao_app', rights, name);
end $$;

-- A record table has a twin that keeps every superseded version, so that any past moment can be counted again.
create procedure record_table(name text) language plpgsql as $$
declare history text := name || '_history';
begin
  call guard_by_county(name);
  execute format('create table %I (superseded_at timestamptz not null, like %I)', history, name);
  execute format('alter table %I add primary key (county_id, id, version)', history);
  execute format('comment on table %I is %L', history, 'Superseded versions of ' || name || ': each stood from changed_at until superseded_at');
  call guard_by_county(history, 'select, insert');
end $$;

create table counties (
  county_id  uuid primary key,
  slug       text not null unique check (slug ~ '^[a-z0-9-]{1,40}$'),
  name       text not null check (char_length(name) between 1 and 50),
  body_name  text not null check (char_length(body_name) between 1 and 50),
  invented   boolean not null default false,
  founded_at timestamptz not null default now()
);
comment on table counties is 'Reference table: one row for each county that this installation serves';
comment on column counties.body_name is 'Name of the consultative conference as it signs, e.g. 政协某某县委员会';
comment on column counties.invented is 'True for a demonstration county: every page and paper says that its people are invented';
grant select on counties to lianxinqiao_app;

create table journal_heads (
  county_id uuid primary key references counties,
  seq       bigint not null default 0,
  at        timestamptz not null default 'epoch',
  hash      text not null default ''
);
comment on table journal_heads is 'The last line of the journal of each county. Whoever acts locks it first: one act at a time in a county';
call guard_by_county('journal_heads', 'select, update');

create table journal (
  county_id  uuid not null references counties,
  seq        bigint not null,
  at         timestamptz not null,
  content    text not null,
  hash       text not null,
  record     text generated always as ((content::jsonb) ->> 'record') stored,
  record_id  uuid generated always as (((content::jsonb) ->> 'id')::uuid) stored,
  step       text generated always as ((content::jsonb) ->> 'step') stored,
  account_id uuid generated always as (((content::jsonb) -> 'actor' ->> 'account')::uuid) stored,
  actor      text generated always as ((content::jsonb) -> 'actor' ->> 'name') stored,
  batch_id   uuid generated always as (((content::jsonb) ->> 'batch')::uuid) stored,
  request_id text generated always as ((content::jsonb) ->> 'request') stored,
  primary key (county_id, seq)
);
comment on table journal is 'One line per act, chained by hash: sha256 of the previous hash, seq, at and content. Nobody may change or remove a line';
create index journal_of_record on journal (county_id, record, record_id, seq);
create index journal_of_account on journal (county_id, account_id, seq) where account_id is not null;
create index journal_of_batch on journal (county_id, batch_id, seq) where batch_id is not null;
create index journal_of_actor on journal (county_id, actor, seq);
create index journal_by_time on journal (county_id, at);
create unique index journal_request on journal (county_id, request_id) where request_id is not null;
call guard_by_county('journal', 'select, insert');

create table kept_counts (
  county_id    uuid not null references counties,
  figure       text not null,
  committee_id uuid not null,
  day          date not null,
  n            bigint not null,
  primary key (county_id, figure, day, committee_id)
);
comment on table kept_counts is 'Counts of figures by committee and day, kept in the transaction of the act; the all-zero committee stands for none';
call guard_by_county('kept_counts');

create table numbers (
  county_id uuid not null references counties,
  series    text not null,
  last      integer not null,
  primary key (county_id, series)
);
comment on table numbers is 'Running numbers within a county, e.g. proposal-serial/9/5 or brief/2025';
call guard_by_county('numbers');

create table search_entries (
  county_id uuid not null references counties,
  record    text not null,
  id        uuid not null,
  grams     tsvector not null,
  primary key (county_id, record, id)
);
comment on table search_entries is 'Characters and character pairs of each searchable record, filled in small batches after the commit';
create index search_grams on search_entries using gin (county_id, record, grams) with (fastupdate = off);
call guard_by_county('search_entries');

create table search_pending (
  county_id uuid not null references counties,
  record    text not null,
  id        uuid not null,
  primary key (county_id, record, id)
);
comment on table search_pending is 'Records written since the last batch of indexing; searched directly until then';
call guard_by_county('search_pending');

create table saved_views (
  county_id  uuid not null references counties,
  id         uuid not null,
  account_id uuid not null,
  record     text not null,
  name       text not null check (char_length(name) between 1 and 30),
  query      text not null check (char_length(query) <= 2000),
  primary key (county_id, id),
  unique (county_id, account_id, record, name)
);
comment on table saved_views is 'A person''s own named filters of a list';
call guard_by_county('saved_views');
