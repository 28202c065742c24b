-- Reports: the wordings of the speech, wordings that somebody answers for, and speeches that were given out.

create table speech_templates (
  county_id  uuid not null references counties,
  id         uuid not null,
  state      text not null,
  version    integer not null,
  changed_at timestamptz not null,
  created_at timestamptz not null,
  batch_id   uuid,
  name       text not null check (char_length(name) between 1 and 50),
  title      text not null check (char_length(title) between 1 and 100),
  byline     text check (char_length(byline) <= 100),
  body       text not null check (char_length(body) between 1 and 20000),
  primary key (county_id, id)
);
comment on table speech_templates is 'Wordings of the speech (发言材料模板) with tokens for figures and claims; every version stays in the history';
comment on column speech_templates.body is 'Text with tokens: src/reports/speech/template.ts says how it is read';
create index speech_templates_newest on speech_templates (county_id, state, changed_at desc, id desc);
call record_table('speech_templates');

create table claim_overrides (
  county_id  uuid not null references counties,
  id         uuid not null,
  state      text not null,
  version    integer not null,
  changed_at timestamptz not null,
  created_at timestamptz not null,
  batch_id   uuid,
  claim      text not null check (char_length(claim) between 1 and 60),
  wording    text not null check (char_length(wording) between 1 and 200),
  grounds    text not null check (char_length(grounds) between 1 and 500),
  from_on    date not null,
  until_on   date not null,
  person_id  uuid,
  primary key (county_id, id),
  check (from_on <= until_on)
);
comment on table claim_overrides is 'Wordings that somebody answers for, in place of what the records say of a claim (人工确认写法)';
comment on column claim_overrides.claim is 'Name of the claim, as the speech''s templates quote it';
comment on column claim_overrides.until_on is 'The wording stands in speeches whose period ends between from_on and until_on';
create index claim_overrides_claim on claim_overrides (county_id, state, claim, changed_at desc);
call record_table('claim_overrides');

create table speeches (
  county_id        uuid not null references counties,
  id               uuid not null,
  state            text not null,
  version          integer not null,
  changed_at       timestamptz not null,
  created_at       timestamptz not null,
  batch_id         uuid,
  title            text not null check (char_length(title) between 1 and 100),
  template_id      uuid not null,
  template_version integer not null,
  from_on          date not null,
  to_on            date not null,
  as_of            timestamptz not null,
  sha256           text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  person_id        uuid,
  primary key (county_id, id),
  foreign key (county_id, template_id) references speech_templates
);
comment on table speeches is 'Speeches as given out (定稿): what is needed to print exactly the same file again';
comment on column speeches.as_of is 'The moment whose records were counted';
comment on column speeches.sha256 is 'Fingerprint of the .docx that was given out';
create index speeches_newest on speeches (county_id, created_at desc, id desc);
call record_table('speeches');
