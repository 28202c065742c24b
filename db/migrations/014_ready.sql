-- A county that is still being loaded is not shown; one whose loading was interrupted never will be.

alter table counties add column ready boolean not null default true;
comment on column counties.ready is 'False while the program is still loading it (the demonstration county at the first start)';
