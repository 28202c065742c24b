-- Search by hashed characters and pairs: one index entry for a word of one county's kind of record, so that a search reads
-- nobody else's postings, and weeks among the keys, so that a frequent word is looked for in the newest weeks first.

-- Whatever was indexed is indexed anew. Row-level security holds the owner too, so county by county.
do $$ declare county uuid; begin
  for county in select county_id from counties loop
    perform set_config('app.county', county::text, true);
    insert into search_pending (county_id, record, id) select county_id, record, id from search_entries on conflict do nothing;
  end loop;
  perform set_config('app.county', '', true);
end $$;
drop table search_entries;

create table search_entries (
  county_id uuid not null references counties,
  record    text not null,
  id        uuid not null,
  keys      integer[] not null,
  primary key (county_id, record, id)
);
comment on table search_entries is 'Keys of the characters and character pairs of each searchable record, and of its week; filled in small batches after the commit';
create index search_entries_keys on search_entries using gin (keys) with (fastupdate = off);
call guard_by_county('search_entries');

-- Array operators are not leakproof, so under row-level security they could not use the index. The functions below run as the
-- owner, for whom it is not forced here, and name the county of the transaction themselves.
alter table search_entries no force row level security;

create function search_keys(county uuid, record text, pieces text[]) returns integer[]
  language sql immutable strict parallel safe
  return (select array_agg(distinct (hashtextextended(piece, hashtextextended(record || county::text, 0)) >> 32)::integer) from unnest(pieces) as piece);
comment on function search_keys is 'The keys of pieces of text in one kind of record of one county. Different pieces very rarely share a key: what is found is read again';

create function search_candidates(record text, pieces text[]) returns setof uuid
  language sql stable security definer set search_path = public, pg_temp
  as $$ select e.id from search_entries e
    where e.county_id = current_county() and e.record = $1 and e.keys @> search_keys(current_county(), $1, $2) $$;
comment on function search_candidates is 'Records of the current county that have all the pieces';

create function search_candidates_of(record text, pieces text[], weeks text[]) returns setof uuid
  language sql stable security definer set search_path = public, pg_temp
  as $$ select e.id from search_entries e
    where e.county_id = current_county() and e.record = $1 and e.keys @> search_keys(current_county(), $1, $2)
      and e.keys && search_keys(current_county(), $1, $3) $$;
comment on function search_candidates_of is 'Those of them that belong to one of the weeks, which are pieces like #2869';

revoke execute on function search_candidates, search_candidates_of from public;
grant execute on function search_candidates, search_candidates_of to lianxinqiao_app;
