-- By which day a yearly consultation plan belongs to its year, for the duty calendar.
alter table consultation_plans add column from_day date not null generated always as (make_date(year, 1, 1)) stored;
alter table consultation_plans_history add column from_day date;
comment on column consultation_plans.from_day is 'The first day of its year';
