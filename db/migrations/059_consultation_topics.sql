-- Consultation until it begins: its topics from whoever brought them to their approval, the yearly plans and requests by which they are approved,
-- the rooms and courtyards in which it is held, and what is known of it before and after.

create table venues (
  county_id    uuid not null references counties,
  id           uuid not null,
  state        text not null,
  version      integer not null,
  changed_at   timestamptz not null,
  created_at   timestamptz not null,
  batch_id     uuid,
  committee_id uuid not null,
  name         text not null check (char_length(name) between 1 and 50),
  kind         text not null check (kind in ('room', 'courtyard', 'site')),
  address      text check (char_length(address) <= 200),
  keeper       text check (char_length(keeper) <= 50),
  standard     text[] not null default '{}' check (cardinality(standard) <= 30),
  met          text[] not null default '{}' check (cardinality(met) <= 30),
  complete     boolean not null default false,
  checked_on   date,
  checked_by   text check (char_length(checked_by) <= 50),
  remark       text check (char_length(remark) <= 500),
  primary key (county_id, id),
  foreign key (county_id, committee_id) references committees
);
comment on table venues is 'Rooms, courtyards and other places where a committee holds its consultations (协商议事室、院坝)';
comment on column venues.address is 'Where it is, in words: no position is kept';
comment on column venues.standard is 'The items that it was last checked against, as the plan had them on that day';
comment on column venues.met is 'Those of them that were met';
comment on column venues.complete is 'Checked, and every item met';
create index venues_committee on venues (county_id, committee_id, id desc);
create index venues_newest on venues (county_id, checked_on desc nulls last, id desc);
call record_table('venues');

create table consultation_plans (
  county_id    uuid not null references counties,
  id           uuid not null,
  state        text not null,
  version      integer not null,
  changed_at   timestamptz not null,
  created_at   timestamptz not null,
  batch_id     uuid,
  committee_id uuid,
  scope        text not null check (scope in ('year', 'single')),
  year         integer not null check (year between 1949 and 2200),
  title        text not null check (char_length(title) between 1 and 100),
  grounds      text check (char_length(grounds) <= 4000),
  requested_by text not null check (char_length(requested_by) between 1 and 100),
  requested_to text not null check (char_length(requested_to) between 1 and 100),
  request_no   text check (char_length(request_no) <= 60),
  requested_on date,
  reply_no     text check (char_length(reply_no) <= 60),
  replied_on   date,
  reply        text check (char_length(reply) <= 2000),
  topics_n     integer not null default 0,
  primary key (county_id, id),
  foreign key (county_id, committee_id) references committees
);
comment on table consultation_plans is 'Yearly consultation plans and single requests (请示) by which topics are put before the Party committee, with its reply';
comment on column consultation_plans.committee_id is 'Whose plan it is; null: the county body''s own';
comment on column consultation_plans.topics_n is 'Topics in it: moved with each of them';
create index consultation_plans_newest on consultation_plans (county_id, year desc, id desc);
create index consultation_plans_committee on consultation_plans (county_id, committee_id, year desc, id desc);
create index consultation_plans_state on consultation_plans (county_id, state, year desc, id desc);
call record_table('consultation_plans');

create table consultation_topics (
  county_id    uuid not null references counties,
  id           uuid not null,
  state        text not null,
  version      integer not null,
  changed_at   timestamptz not null,
  created_at   timestamptz not null,
  batch_id     uuid,
  committee_id uuid,
  title        text not null check (char_length(title) between 1 and 100),
  told         text check (char_length(told) <= 2000),
  place        text check (char_length(place) <= 100),
  source       text not null check (source in ('resident', 'member', 'participant', 'ledger', 'special_committee', 'unit', 'party', 'committee')),
  proposer     text check (char_length(proposer) <= 100),
  member_id    uuid,
  unit_id      uuid,
  suggested_by uuid,
  receipt      text check (char_length(receipt) = 8),
  received_on  date not null,
  kind         text check (kind in ('topical', 'sector', 'grassroots')),
  planned_year integer check (planned_year between 1949 and 2200),
  planned_half integer check (planned_half in (1, 2)),
  decided_on   date,
  public_reason text check (char_length(public_reason) <= 300),
  published    boolean not null default false,
  plan_id      uuid,
  approved_on  date,
  approval_no  text check (char_length(approval_no) <= 60),
  merged_into  uuid,
  held_on      date,
  entries_n    integer not null default 0,
  primary key (county_id, id),
  foreign key (county_id, committee_id) references committees,
  foreign key (county_id, member_id) references members,
  foreign key (county_id, unit_id) references units,
  foreign key (county_id, suggested_by) references people,
  foreign key (county_id, plan_id) references consultation_plans,
  foreign key (county_id, merged_into) references consultation_topics
);
comment on table consultation_topics is 'Topics for consultation (协商议题) as residents, members, committees, units and ledgers bring them, until they are held or not chosen';
comment on column consultation_topics.committee_id is 'In whose pool it is; null: the county body''s';
comment on column consultation_topics.title is 'What everybody reads once it is decided: nobody is named in it';
comment on column consultation_topics.told is 'The words of whoever brought it; never public';
comment on column consultation_topics.receipt is 'Of a resident who sent it without an account: opens where it stands';
comment on column consultation_topics.public_reason is 'Why it was chosen or not, as everybody may read it';
comment on column consultation_topics.published is 'Decided, with its reason, and therefore on the public list';
comment on column consultation_topics.approved_on is 'When the Party committee agreed; the advice that comes of it binds nobody';
comment on column consultation_topics.entries_n is 'Ledger entries of which it was made';
create index consultation_topics_newest on consultation_topics (county_id, received_on desc, id desc);
create index consultation_topics_committee on consultation_topics (county_id, committee_id, received_on desc, id desc);
create index consultation_topics_state on consultation_topics (county_id, state, received_on desc, id desc);
create index consultation_topics_public on consultation_topics (county_id, decided_on desc, id desc) where published;
create index consultation_topics_plan on consultation_topics (county_id, plan_id, id) where plan_id is not null;
create index consultation_topics_member on consultation_topics (county_id, member_id, received_on desc) where member_id is not null;
create index consultation_topics_unit on consultation_topics (county_id, unit_id, received_on desc) where unit_id is not null;
create index consultation_topics_suggested on consultation_topics (county_id, suggested_by, received_on desc) where suggested_by is not null;
create index consultation_topics_merged on consultation_topics (county_id, merged_into) where merged_into is not null;
create unique index consultation_topics_receipt on consultation_topics (county_id, receipt) where receipt is not null;
call record_table('consultation_topics');

create table topic_entries (
  county_id uuid not null references counties,
  topic_id  uuid not null,
  entry_id  uuid not null,
  primary key (county_id, topic_id, entry_id),
  foreign key (county_id, topic_id) references consultation_topics,
  foreign key (county_id, entry_id) references ledger_entries
);
comment on table topic_entries is 'From which ledger entries a topic was made';
create index topic_entries_entry on topic_entries (county_id, entry_id);
call guard_by_county('topic_entries');

-- Columns of a consultation: what is known before it (topic, kind, place, convenors, approval, notice, materials), and what follows it
-- (quorum, result list, minutes, objections, filing).
do $$
declare name text;
begin
  foreach name in array array['consultations', 'consultations_history'] loop
    execute format($alter$
      alter table %I
        add column topic_id uuid,
        add column kind text,
        add column venue_id uuid,
        add column time_words text,
        add column first_convenor text,
        add column executive_convenor text,
        add column host text,
        add column preparation text,
        add column agenda text,
        add column approved_on date,
        add column approval_no text,
        add column noticed_on date,
        add column materials_on date,
        add column quorum_met boolean,
        add column results_listed_at timestamptz,
        add column minutes_at timestamptz,
        add column results_open integer not null default 0,
        add column objections_open integer not null default 0,
        add column filed_at timestamptz,
        add column filing_no text$alter$, name);
  end loop;
end $$;
alter table consultations
  add check (kind in ('topical', 'sector', 'grassroots')),
  add check (char_length(time_words) <= 40),
  add check (char_length(first_convenor) <= 50),
  add check (char_length(executive_convenor) <= 50),
  add check (char_length(host) <= 50),
  add check (char_length(preparation) <= 2000),
  add check (char_length(agenda) <= 4000),
  add check (char_length(approval_no) <= 60),
  add check (char_length(filing_no) <= 60),
  add check (results_open >= 0),
  add check (objections_open >= 0),
  add foreign key (county_id, topic_id) references consultation_topics,
  add foreign key (county_id, venue_id) references venues;
comment on column consultations.kind is 'Formal on a topic, of a sector, or small at the grassroots: each with its own lead times';
comment on column consultations.first_convenor is 'First convenor, as a rule the Party secretary; executive_convenor does the work';
comment on column consultations.approved_on is 'When the Party committee agreed to the topic, under which number (approval_no)';
comment on column consultations.noticed_on is 'When the notice went out; materials_on: when the materials did';
comment on column consultations.quorum_met is 'Whether enough of those asked were there when it voted; null: it did not vote';
comment on column consultations.results_open is 'Points of the result list that are still open';
comment on column consultations.objections_open is 'Objections of participants without an answer: while there are any it is not filed away';
comment on column consultations.filing_no is 'Number under which the county body has it on file';
create index consultations_topic on consultations (county_id, topic_id) where topic_id is not null;
create index consultations_venue on consultations (county_id, venue_id, held_on desc) where venue_id is not null;
