-- How long a session may rest follows the county's parameter of the day on which it was opened; and signing, handing out rights and taking lists out of the
-- house ask whether somebody has proved lately who they are (level 3 of the classified protection scheme; ASVS 5.0, 7.5.3).
alter table sessions add column idle_minutes integer not null default 720;
alter table sessions add column proved_at timestamptz;
comment on column sessions.idle_minutes is 'Ends when nobody used it for so long; members, who have no password, keep to a limit of their own';
comment on column sessions.proved_at is 'When password or second factor was last asked and right';

-- Members who are signed in stay so: they would need a new slip. Row-level security holds the owner too, so each county is entered.
do $$
declare county uuid;
begin
  for county in select county_id from counties loop
    perform set_config('app.county', county::text, true);
    update sessions s set proved_at = s.opened_at, idle_minutes = case when a.login is null then 43200 else 720 end
      from accounts a where a.county_id = county and s.county_id = county and a.id = s.account_id;
  end loop;
  perform set_config('app.county', '', true);
end $$;
