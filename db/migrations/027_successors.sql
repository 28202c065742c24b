-- 组织有序 to its end: the reply to a request, plaques that are still awaited, coverage as it was known, work that is carried on after a merger.

alter table settings add column reply_no text check (char_length(reply_no) <= 60);
alter table settings add column replied_on date;
alter table settings add column reply text check (char_length(reply) <= 2000);
alter table settings add column unplaqued_ids uuid[] not null default '{}';
alter table settings_history add column reply_no text;
alter table settings_history add column replied_on date;
alter table settings_history add column reply text;
alter table settings_history add column unplaqued_ids uuid[] not null default '{}';
comment on column settings.reply is 'What the county Party committee replied to the request (批复), in its own words';
comment on column settings.unplaqued_ids is 'Committees of the decision that still wait for their plaque; empty before the document is issued';

alter table committee_places add column recorded_at timestamptz;
alter table committee_places add column end_recorded_at timestamptz;
comment on column committee_places.recorded_at is 'When it was entered that the committee covers the place; null: before that was kept';
comment on column committee_places.end_recorded_at is 'When it was entered that it covers it no more: until then a past moment knows of no end';

-- County by county, because row-level security holds the owner too.
do $$ declare county uuid; begin
  for county in select county_id from counties loop
    perform set_config('app.county', county::text, true);
    update settings s set unplaqued_ids = array(
        select c.id from committees c
        where c.county_id = s.county_id and c.id = any(s.committee_ids) and c.state <> 'abolished' and c.plaque_on is null order by c.id)
      where s.county_id = county and s.state in ('issued', 'appointed');
  end loop;
  perform set_config('app.county', '', true);
end $$;
