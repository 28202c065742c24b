-- Who entered the first count of the papers of a ballot: the second is entered by somebody else.

do $$ declare name text; begin
  foreach name in array array['assessment_ballots', 'assessment_ballots_history'] loop
    execute format('alter table %I add column counted_by uuid', name);
  end loop;
end $$;
comment on column assessment_ballots.counted_by is 'The person who entered the first count of the papers: somebody else enters the second';
