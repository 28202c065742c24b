-- Imports of spreadsheets: what was sent, how it was understood, what became of each row.

create table import_batches (
  county_id   uuid not null references counties,
  id          uuid not null,
  state       text not null,
  version     integer not null,
  changed_at  timestamptz not null,
  created_at  timestamptz not null,
  batch_id    uuid,
  person_id   uuid,
  sent_by     text not null check (char_length(sent_by) between 1 and 50),
  file_name   text not null check (char_length(file_name) between 1 and 200),
  file_hash   text not null check (file_hash ~ '^[0-9a-f]{64}$'),
  file_size   integer not null check (file_size > 0),
  format      text not null,
  entered     integer not null default 0 check (entered >= 0),
  updated     integer not null default 0 check (updated >= 0),
  refused     integer not null default 0 check (refused >= 0),
  undo_until  date,
  kept        jsonb not null default '[]',
  primary key (county_id, id)
);
comment on table import_batches is 'One uploaded spreadsheet: the log of imports. Records it wrote carry its id as batch_id, or name it in their journal lines';
comment on column import_batches.sent_by is 'Name of the person who sent the file, as it was then';
comment on column import_batches.file_hash is 'sha256 of the file as it arrived; the file itself is not kept';
comment on column import_batches.entered is 'Records added so far, including those founded along';
comment on column import_batches.refused is 'Rows that still had to be mended when rows were last entered';
comment on column import_batches.undo_until is 'Last day on which the whole batch can be undone, by the parameter in force when it was first entered';
comment on column import_batches.kept is 'After undoing: records that somebody had changed or used since, and that stayed: [{record, id, name, why}]';
create index import_batches_newest on import_batches (county_id, created_at desc, id desc);
create index import_batches_hash on import_batches (county_id, file_hash);
call record_table('import_batches');

create table import_sheets (
  county_id uuid not null references counties,
  batch_id  uuid not null,
  sheet     integer not null,
  name      text not null,
  hidden    boolean not null default false,
  choice    jsonb,
  primary key (county_id, batch_id, sheet),
  foreign key (county_id, batch_id) references import_batches on delete cascade
);
comment on table import_sheets is 'The sheets of an uploaded file, in order';
comment on column import_sheets.choice is 'How the sheet is understood: {kind, header: {first, last}, mapping, told: {year, place}}; null when it is left out';
call guard_by_county('import_sheets');

create table import_rows (
  county_id uuid not null references counties,
  batch_id  uuid not null,
  sheet     integer not null,
  row       integer not null,
  cells     jsonb not null,
  mended    jsonb,
  record    text,
  record_id uuid,
  primary key (county_id, batch_id, sheet, row),
  foreign key (county_id, batch_id) references import_batches on delete cascade
);
comment on table import_rows is 'Every row of an uploaded file as it arrived, title lines included. Removed when the batch can no longer be undone';
comment on column import_rows.cells is 'Cells by column: {text, number?, date?, formula?, error?, merged?} or null';
comment on column import_rows.mended is 'What a clerk typed on the page instead, by field';
comment on column import_rows.record_id is 'The record that this row became or brought up to date';
call guard_by_county('import_rows');

create table import_mappings (
  county_id uuid not null references counties,
  account_id uuid not null,
  kind      text not null,
  signature text not null,
  mapping   jsonb not null,
  used_at   timestamptz not null default now(),
  primary key (county_id, account_id, kind, signature)
);
comment on table import_mappings is 'How a person mapped the columns of such a header before';
comment on column import_mappings.signature is 'sha256 of the header words; mapping counts columns without the column of remarks';
call guard_by_county('import_mappings');
