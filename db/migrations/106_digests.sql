-- With what each line of a journal is chained: a county may change it, and both parts are followed.

alter table journal add column alg text not null default 'sha256' check (alg in ('sha256', 'sm3'));
alter table journal_heads add column alg text not null default 'sha256' check (alg in ('sha256', 'sm3'));
comment on column journal.alg is 'The digest of this line''s hash: SHA-256 or SM3';
comment on column journal_heads.alg is 'The digest with which the next line is chained';
comment on table journal is 'One line per act, chained by hash: the digest (alg) of the previous hash, seq, at and content. Nobody may change or remove a line';
