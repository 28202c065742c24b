-- What the procedure of an assessment needs beside the tables: the seed of the lot, what every sheet is due by, what the last act changed on its
-- lines, and who has checked it already, because nobody decides on an objection to his own check.

do $$ declare name text; begin
  foreach name in array array['assessments', 'assessments_history'] loop
    execute format('alter table %I add column sample_seed text check (char_length(sample_seed) <= 60)', name);
  end loop;
  foreach name in array array['assessment_sheets', 'assessment_sheets_history'] loop
    execute format('alter table %I
      add column due_on date,
      add column told text check (char_length(told) <= 20000)', name);
  end loop;
  foreach name in array array['assessment_objections', 'assessment_objections_history'] loop
    execute format('alter table %I add column checked_by uuid[] not null default ''{}''', name);
  end loop;
end $$;
comment on column assessments.sample_seed is 'A public row of signs from which the lot is drawn: anybody can draw it again';
comment on column assessment_sheets.due_on is 'By which day whoever has it in hand is to be done';
comment on column assessment_sheets.told is 'What the last act changed on the lines, in words: the lines keep no history of their own, this column does';
comment on column assessment_objections.checked_by is 'Who has checked the sheet, once or again: they do not decide';
create index assessment_sheets_due on assessment_sheets (county_id, state, due_on) where due_on is not null;
-- A scheme may be asked of a part of a year (上半年) and of the year.
drop index assessments_once;
create unique index assessments_once on assessments (county_id, scheme_id, from_day, to_day) where state <> 'void';
