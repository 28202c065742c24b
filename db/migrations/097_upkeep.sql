-- What the program itself must do regularly for the whole installation: for the status page and so that nothing is done twice.
create table upkeep (
  kind     text primary key check (kind in ('backup', 'backup_proved', 'journal')),
  at       timestamptz not null,
  good     boolean not null,
  sentence text not null check (char_length(sentence) between 1 and 1000)
);
comment on table upkeep is 'The last time that each kind of upkeep was done for this installation, of no county: backup, its proof by restoring, verification of all journals';
comment on column upkeep.good is 'False: it was tried and did not succeed; the sentence says why';
grant select, insert, update on upkeep to lianxinqiao_app;
