-- What fills the cells of a superior's sheet, which sheets were filled and given out, and long exports that are written beside everything else.
alter table superior_sheets add column marks jsonb not null default '[]';
alter table superior_sheets_history add column marks jsonb;
comment on column superior_sheets.marks is 'What fills which cells, columns, rows and ranges of the blank sheet, with the words that stand there; where the office chose it in place of what the words suggest';

do $$
declare
  county uuid;
begin
  for county in select county_id from counties loop
    perform set_config('app.county', county::text, true);
    update superior_sheets set marks = coalesce((
      select jsonb_agg(jsonb_build_object('sheet', '', 'kind', 'column', 'at', key, 'words', '', 'fills', case when value = '' then '' else 'figure:' || value end) order by key)
      from jsonb_each_text(columns)), '[]') where county_id = county;
    update superior_sheets_history set marks = coalesce((
      select jsonb_agg(jsonb_build_object('sheet', '', 'kind', 'column', 'at', key, 'words', '', 'fills', case when value = '' then '' else 'figure:' || value end) order by key)
      from jsonb_each_text(columns)), '[]') where county_id = county;
  end loop;
  perform set_config('app.county', '', true);
end $$;

alter table superior_sheets drop column columns;
alter table superior_sheets_history drop column columns;
alter table superior_sheets add column filled_n integer not null default 0 check (filled_n >= 0);
alter table superior_sheets_history add column filled_n integer;
comment on column superior_sheets.filled_n is 'How often it was filled and given out';

create table superior_sheet_fillings (
  county_id uuid not null references counties,
  id        uuid not null,
  sheet_id  uuid not null,
  from_day  date not null,
  to_day    date not null check (to_day >= from_day),
  as_of     timestamptz not null,
  name      text not null,
  hash      text not null,
  cells     jsonb not null,
  made_by   text not null,
  made_at   timestamptz not null,
  primary key (county_id, id),
  foreign key (county_id, sheet_id) references superior_sheets
);
comment on table superior_sheet_fillings is 'A superior''s sheet as it was filled and given out; never changed';
comment on column superior_sheet_fillings.as_of is 'The moment whose records were counted';
comment on column superior_sheet_fillings.hash is 'The filled workbook in the file store';
comment on column superior_sheet_fillings.cells is 'Each filled cell with its value, the definition of the number and the address of its list';
create index superior_sheet_fillings_newest on superior_sheet_fillings (county_id, sheet_id, id desc);
create index superior_sheet_fillings_hash on superior_sheet_fillings (county_id, hash);
call guard_by_county('superior_sheet_fillings', 'select, insert');

create table list_exports (
  county_id  uuid not null references counties,
  id         uuid not null,
  account_id uuid not null,
  title      text not null,
  address    text not null,
  state      text not null check (state in ('writing', 'ready', 'failed', 'cancelled')),
  due        integer not null check (due >= 0),
  hash       text,
  bytes      bigint,
  fault      text,
  begun_at   timestamptz not null default now(),
  ended_at   timestamptz,
  primary key (county_id, id)
);
comment on table list_exports is 'Long lists written as workbooks beside everything else; swept after a day';
comment on column list_exports.account_id is 'Who asked for it, and alone may fetch it';
comment on column list_exports.address is 'The address of the download, to begin again';
comment on column list_exports.due is 'Rows of the list when it was begun';
create index list_exports_newest on list_exports (county_id, account_id, id desc);
create index list_exports_begun on list_exports (county_id, begun_at);
create index list_exports_hash on list_exports (county_id, hash) where hash is not null;
call guard_by_county('list_exports');
