-- By which day a year's funds belong to a period, for the figures that add them up.
alter table funds add column from_day date not null generated always as (make_date(year, 1, 1)) stored;
alter table funds_history add column from_day date;
comment on column funds.from_day is 'The first day of its year';
create index on funds (county_id, from_day, committee_id);
