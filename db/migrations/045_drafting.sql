-- What the office saw on paper before a body's proposal counted as handed in.
do $$ declare name text; begin
  foreach name in array array['proposals', 'proposals_history'] loop
    execute format('alter table %I add column sealed_on date', name);
  end loop;
end $$;
comment on column proposals.sealed_on is 'When the paper with the seal of the proposing body, or with the signature of its convenor, lay before the office; null: it did not';
