-- Roll-ups: the one thing that is read across counties (docs/decisions/0025). They stand with the superior, each written by its county alone.

create table rolled_figures (
  county_id   uuid not null references counties,
  required_id uuid not null,
  period      text not null,
  subject_id  uuid not null,
  writer_id   uuid not null references counties,
  value       integer,
  numerator   integer,
  denominator integer,
  digest      text not null,
  as_of       timestamptz not null,
  revision    integer not null,
  sent_at     timestamptz not null,
  primary key (county_id, required_id, period, subject_id),
  foreign key (county_id, subject_id) references shared_counties
);
comment on table rolled_figures is 'What each county reports to the superior in county_id, by required figure and period; written in the act that sends it';
comment on column rolled_figures.digest is 'Of the definition by which it was counted: only alike are compared';
create index rolled_figures_period on rolled_figures (county_id, period, required_id) include (subject_id, value, numerator, denominator, revision, digest);

create table rolled_restatements (
  county_id       uuid not null references counties,
  required_id     uuid not null,
  period          text not null,
  subject_id      uuid not null,
  revision        integer not null,
  writer_id       uuid not null references counties,
  was_value       integer,
  was_numerator   integer,
  was_denominator integer,
  value           integer,
  numerator       integer,
  denominator     integer,
  reason          text not null check (char_length(reason) between 1 and 500),
  at              timestamptz not null,
  primary key (county_id, required_id, period, subject_id, revision)
);
comment on table rolled_restatements is 'Corrections of what was reported: old number, new number, reason and moment; nobody changes or removes a line';
create index rolled_restatements_newest on rolled_restatements (county_id, at desc);

create table sibling_standings (
  county_id   uuid not null references counties,
  required_id uuid not null,
  period      text not null,
  n           integer not null,
  q1          double precision not null,
  median      double precision not null,
  q3          double precision not null,
  named       jsonb not null default '[]',
  at          timestamptz not null default now(),
  primary key (county_id, required_id, period)
);
comment on table sibling_standings is 'How the counties of a superior stand together: what each of them may read of the others';
comment on column sibling_standings.named is 'Numbers of those that agreed to be named, without small ones';

-- A county writes its own rows and reads them; the superior reads what is addressed to it, and writes only for counties that came by file.
do $$ declare rolled text; begin
  foreach rolled in array array['rolled_figures', 'rolled_restatements'] loop
    execute format('alter table %I enable row level security', rolled);
    execute format('alter table %I force row level security', rolled);
    execute format('create policy seen on %I for select using (county_id = current_county() or writer_id = current_county())', rolled);
    execute format('create policy written on %1$I for insert with check (writer_id = current_county() and exists (
      select from shared_counties s where s.county_id = %1$I.county_id and s.subject_id = %1$I.subject_id and s.writer_id = current_county() and s.ended_on is null))', rolled);
    execute format('grant select, insert on %I to lianxinqiao_app', rolled);
  end loop;
end $$;
create policy restated on rolled_figures for update using (writer_id = current_county()) with check (writer_id = current_county());
grant update on rolled_figures to lianxinqiao_app;

call guard_by_county('sibling_standings');
create policy told on sibling_standings for select
  using (exists (select from shared_counties s where s.county_id = sibling_standings.county_id and s.writer_id = current_county() and s.ended_on is null));
