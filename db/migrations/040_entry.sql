-- Those who write the ledger down: similar entries, entries handled together, workbooks that come back, names found by the initials of their pinyin.

comment on column ledger_entries.informant_id is 'The person, when a participant or a member of the county body wrote it down; they see what they brought';

-- How common pieces of text are, for what is similar: a word that every other entry has says nothing. PostgreSQL keeps the shares of the commonest keys
-- itself whenever it analyses the table; a piece that is not among them is rare.
create function search_shares(record text, pieces text[]) returns table (piece text, share real)
  language sql stable security definer set search_path = public, pg_temp
  as $$
    select p.piece, c.share
    from unnest($2) as p (piece)
    join (
      select e.key, e.share from pg_stats s,
        unnest(s.most_common_elems::text::integer[], s.most_common_elem_freqs) as e (key, share)
      where s.schemaname = 'public' and s.tablename = 'search_entries' and s.attname = 'keys'
    ) as c on array[c.key] = search_keys(current_county(), $1, array[p.piece]) $$;
comment on function search_shares is 'Of these pieces, those that are common among all records, with the share of records that have them';
revoke execute on function search_shares from public;
grant execute on function search_shares to lianxinqiao_app;

-- szm finds 石志明.
alter table search_entries add column initials text;
comment on column search_entries.initials is 'Initials of the pinyin of the names a record is known by, in every usual reading, apart by spaces';
do $$ declare county uuid; begin
  for county in select county_id from counties loop
    perform set_config('app.county', county::text, true);
    insert into search_pending (county_id, record, id)
      select county_id, record, id from search_entries
      where county_id = county and record in ('person', 'member', 'post', 'party_post', 'participant', 'by_appointment', 'committee', 'unit')
      on conflict do nothing;
  end loop;
  perform set_config('app.county', '', true);
end $$;

-- A workbook that goes out to be corrected says which records it held, so that one whose row is missing when it comes back can be named.
create table sheet_exports (
  county_id  uuid not null references counties,
  id         uuid not null,
  record     text not null,
  ids        uuid[] not null,
  account_id uuid,
  made_at    timestamptz not null default now(),
  primary key (county_id, id)
);
comment on table sheet_exports is 'Which records a workbook held that went out to be corrected and may come back. Swept after a year';
create index sheet_exports_made on sheet_exports (county_id, made_at);
call guard_by_county('sheet_exports');

alter table import_rows add column decided jsonb;
comment on column import_rows.decided is 'Of columns that the file and somebody else changed meanwhile: which of the two stands, by column (file, system)';
