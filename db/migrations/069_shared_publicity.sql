-- What is published of a proposal also names the originals that were merged into it, each while its own proposer agrees; and whoever signed a
-- joint proposal may object to its publication (domain rules 2.1, 2.3, 2.8).

do $$ declare name text; begin
  foreach name in array array['proposals', 'proposals_history'] loop
    execute format('alter table %I add column public_against uuid[] not null default ''{}''', name);
  end loop;
  foreach name in array array['publications', 'publications_history'] loop
    execute format('alter table %I
      add column original_ids uuid[] not null default ''{}'',
      add column original_titles text[] not null default ''{}''', name);
  end loop;
end $$;
alter table publications add check (cardinality(original_ids) = cardinality(original_titles));
comment on column proposals.public_against is 'Co-signers who do not agree to publication (members.id); whether that alone keeps it back is a parameter of the plan';
comment on column publications.original_ids is 'The originals that were merged into it, with their titles as they were reviewed beside them; each is shown while its proposer agrees';
create index publications_submitted on publications (county_id, submitted_on desc) where state = 'published';
