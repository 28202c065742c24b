-- Proposals by number and by the day their reply is due; and newest first in a search, as in every other list.

create index proposals_by_number on proposals (county_id, proposal_no desc, id desc);
create index proposals_by_due on proposals (county_id, due_on desc, id desc);

-- A search now begins with the newest weeks: each proposal is indexed anew, with the week of its submission. Row-level security
-- holds the owner too, so county by county.
do $$ declare county uuid; begin
  for county in select county_id from counties loop
    perform set_config('app.county', county::text, true);
    insert into search_pending (county_id, record, id) select county_id, 'proposal', id from proposals on conflict do nothing;
  end loop;
  perform set_config('app.county', '', true);
end $$;
