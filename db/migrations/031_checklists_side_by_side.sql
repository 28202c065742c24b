-- More than one checklist in force at a time (五有 of all committees, 六有 of liaison stations …): each is a line of versions of its own, and a new
-- version takes the place of the older one of its line only.

alter table checklists
  add column line_id uuid, add column subject text check (char_length(subject) between 1 and 20),
  add foreign key (county_id, line_id) references checklists;
alter table checklists_history add column line_id uuid, add column subject text;

-- Until now one followed the other: one line, named after its first version. Row-level security holds the owner too, so county by county.
do $$ declare county uuid; declare line uuid; begin
  for county in select county_id from counties loop
    perform set_config('app.county', county::text, true);
    select id into line from checklists where county_id = county order by in_force_from nulls last, id limit 1;
    update checklists set line_id = line where county_id = county;
    update checklists_history set line_id = line where county_id = county;
  end loop;
  perform set_config('app.county', '', true);
end $$;

alter table checklists alter column line_id set not null;
alter table checklists_history alter column line_id set not null;
comment on table checklists is 'Versions of the checklists (五有, 六有, 八有 …) against which committees are accepted; of each line one is in force at a time';
comment on column checklists.line_id is 'The first version of the line to which this version belongs; its own id when it is the first';
comment on column checklists.subject is 'Asked of the bodies of this form only (committees.form); null: of every committee';
create unique index checklists_one_in_force on checklists (county_id, line_id) where state = 'adopted';

-- A committee may have a self-check open for each checklist that is asked of it.
drop index have_checks_one_open;
create unique index have_checks_one_open on have_checks (county_id, committee_id, checklist_id) where state in ('checking', 'submitted', 'returned');
create index have_checks_of_checklist on have_checks (county_id, checklist_id, committee_id);
