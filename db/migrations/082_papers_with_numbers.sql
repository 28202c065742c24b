-- Every kind of paper with numbers is drafted from a template, checked as a whole, issued and, where it was wrong, issued again.

alter table speech_templates add column kind text not null default 'speech' check (kind ~ '^[a-z_]{1,30}$');
alter table speech_templates_history add column kind text not null default 'speech';
alter table speech_templates add column addressee text check (char_length(addressee) <= 200);
alter table speech_templates_history add column addressee text;
comment on table speech_templates is 'Wordings of papers (文书模板), each of one kind, with tokens for figures, claims and tables; every version stays in the history';
comment on column speech_templates.kind is 'The kind of paper; its layout follows from it (src/reports/templates/kinds.ts)';
comment on column speech_templates.addressee is 'To whom papers of this template usually go (主送), for layouts that have an addressee';
comment on column speech_templates.body is 'Text with tokens: src/reports/template.ts says how it is read';
drop index speech_templates_newest;
create index speech_templates_newest on speech_templates (county_id, kind, state, changed_at desc, id desc);

alter table speeches
  add column kind       text not null default 'speech' check (kind ~ '^[a-z_]{1,30}$'),
  add column byline     text check (char_length(byline) <= 100),
  add column addressee  text check (char_length(addressee) <= 200),
  add column number     text check (char_length(number) <= 60),
  add column signatory  text check (char_length(signatory) <= 50),
  add column attended   text check (char_length(attended) <= 2000),
  add column body       text check (char_length(body) <= 20000),
  add column quotes     jsonb,
  add column tables     jsonb,
  add column findings   jsonb,
  add column checked_at timestamptz,
  add column checked_by uuid,
  add column given_on   date,
  add column edition    integer not null default 1 check (edition between 1 and 99),
  add column corrects_id uuid,
  add column correction text check (char_length(correction) <= 1000),
  alter column sha256 drop not null,
  add constraint speeches_given_as_file check (state in ('draft', 'checked', 'withdrawn') or sha256 is not null),
  add constraint speeches_frozen check (state not in ('draft', 'checked') or (body is not null and quotes is not null and tables is not null)),
  add constraint speeches_checked check (state <> 'checked' or (checked_at is not null and findings is not null)),
  add constraint speeches_corrects foreign key (county_id, corrects_id) references speeches;
alter table speeches_history
  add column kind       text not null default 'speech',
  add column byline     text,
  add column addressee  text,
  add column number     text,
  add column signatory  text,
  add column attended   text,
  add column body       text,
  add column quotes     jsonb,
  add column tables     jsonb,
  add column findings   jsonb,
  add column checked_at timestamptz,
  add column checked_by uuid,
  add column given_on   date,
  add column edition    integer not null default 1,
  add column corrects_id uuid,
  add column correction text,
  alter column sha256 drop not null;
comment on table speeches is 'Papers with numbers (文稿) from their draft to their issue: sentences of people, numbers of a moment''s records';
comment on column speeches.number is 'Document number (发文字号) or issue number, as printed';
comment on column speeches.attended is 'Of minutes: who was there, one kind of attendance a line: 出席：…';
comment on column speeches.body is 'One paragraph or heading a line, with tokens. Null for those given out before 2026: their sentences are the template''s';
comment on column speeches.quotes is 'The numbers and words that the tokens stand for, as they were at the moment; null with body';
comment on column speeches.tables is 'The tables that the body places, as they were at the moment; null with body';
comment on column speeches.findings is 'What the check before issue found, as whoever signed it saw it';
comment on column speeches.edition is 'One more than the paper that it corrects';
comment on column speeches.correction is 'What it corrects, in words that stand on the paper';
comment on column speeches.sha256 is 'Fingerprint of the .docx that was given out; also the address of the kept file';
create index speeches_kind on speeches (county_id, kind, created_at desc, id desc);
create unique index speeches_corrects_once on speeches (county_id, corrects_id) where state <> 'withdrawn';

-- 句库: sentences of the county's own, ready to be put into a paper.

create table stock_sentences (
  county_id  uuid not null references counties,
  id         uuid not null,
  state      text not null,
  version    integer not null,
  changed_at timestamptz not null,
  created_at timestamptz not null,
  batch_id   uuid,
  chapter    text not null check (chapter ~ '^[a-z_]{1,30}$'),
  words      text not null check (char_length(words) between 1 and 500),
  primary key (county_id, id)
);
comment on table stock_sentences is 'Ready sentences with tokens that the county added to those that come with the program (句库)';
comment on column stock_sentences.chapter is 'Where they are looked for: the chapters of src/reports/sentences/bank.ts';
create index stock_sentences_chapter on stock_sentences (county_id, state, chapter, changed_at desc, id desc);
call record_table('stock_sentences');
