-- Who is asked to a consultation, as the list of those asked comes to; and nobody suggests a topic of the pool in his own name but members, units and
-- residents: participants suggest it as before (consultations.suggested_by).
do $$
declare name text;
begin
  foreach name in array array['consultations', 'consultations_history'] loop
    execute format($alter$
      alter table %I
        add column invited_ids uuid[] not null default '{}',
        add column reply_by date,
        add column asked_n integer,
        add column coming_n integer,
        add column came_n integer$alter$, name);
  end loop;
end $$;
alter table consultations
  add check (asked_n >= 0),
  add check (coming_n >= 0),
  add check (came_n >= 0);
comment on column consultations.invited_ids is 'Members, people and units on the list of those asked: they see the consultation';
comment on column consultations.reply_by is 'By which day those asked answer';
comment on column consultations.asked_n is 'How many are asked, said that they come (coming_n), and were there (came_n), by the organiser''s list; null: no list was kept';
create index consultations_invited on consultations using gin (county_id, invited_ids) with (fastupdate = off);

alter table consultation_topics drop column suggested_by;
alter table consultation_topics_history drop column suggested_by;
