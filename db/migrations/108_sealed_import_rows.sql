-- Rows of a file hold telephone and identity numbers of which the records keep what they need: they lie sealed for as long as the batch can be undone.

alter table import_rows alter column cells type text using cells::text;
alter table import_rows alter column mended type text using mended::text;
comment on column import_rows.cells is 'JSON, sealed: cells by column: {text, number?, date?, formula?, error?, merged?} or null';
comment on column import_rows.mended is 'JSON, sealed: what a clerk typed on the page instead, by field';
call seal_column('import_rows', 'cells');
call seal_column('import_rows', 'mended');
