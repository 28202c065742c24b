-- What was sent is given back as the file that it was: its hash stands on the register, as on papers with numbers.
alter table outgoing_papers add column sha256 text check (sha256 ~ '^[0-9a-f]{64}$');
alter table outgoing_papers_history add column sha256 text;
comment on column outgoing_papers.sha256 is 'The Word file as it was sent; kept among the attachments';

-- Papers that were sent before have their file among the attachments, attached in the act that sent them.
do $$
declare one uuid;
begin
  for one in select county_id from counties loop
    perform set_config('app.county', one::text, true);
    update outgoing_papers p set sha256 = a.hash
    from attachments a join journal j on j.county_id = a.county_id and j.record = a.record and j.record_id = a.record_id and j.step = 'send' and j.at = a.added_at
    where p.county_id = one and a.county_id = one and a.record = 'outgoing_paper' and a.record_id = p.id and a.kind = 'docx' and p.state in ('sent', 'filed');
  end loop;
end $$;

-- A past moment of the ledger is told from the present and from what was changed since.
create index ledger_entries_changed on ledger_entries (county_id, changed_at);
create index ledger_entries_history_superseded on ledger_entries_history (county_id, superseded_at);

-- Of records of which there may be a million: what each has in the columns that divide it, packed by month and column, as of a moment (docs/decisions/0032).
-- Whatever was changed since is asked of the records, so that no act has to write here.
create table kept_columns (
  county_id uuid not null references counties,
  record    text not null,
  month     date not null check (extract(day from month) = 1),
  name      text not null,
  words     text[] not null,
  codes     bytea not null,
  primary key (county_id, record, month, name)
);
comment on table kept_columns is 'For each record of a month, in the order of their ids, the place of its value in words: one byte each, two where there are more than 256 words';
comment on column kept_columns.name is 'A column of the record; of a figure (figure:<name>) whether it counts the record';
alter table kept_columns alter column codes set storage external;
call guard_by_county('kept_columns');

create table kept_column_moments (
  county_id uuid not null references counties,
  record    text not null,
  at        timestamptz not null,
  digest    text not null,
  primary key (county_id, record)
);
comment on table kept_column_moments is 'As of which moment, and by which declaration, the columns of a record are kept';
call guard_by_county('kept_column_moments');
