-- Proposals (提案): one row per original, with everything its official path tells.
-- Co-signers, assisting units and the key mark stand in the row itself: who may see and do what must be decided on
-- one row, also on a superseded version of it (any past moment), and the journal must show every signature.

create table proposals (
  county_id        uuid not null references counties,
  id               uuid not null,
  state            text not null,
  version          integer not null,
  changed_at       timestamptz not null,
  created_at       timestamptz not null,
  batch_id         uuid,
  term             integer not null check (term between 1 and 99),
  session          integer not null check (session between 1 and 99),
  time_class       text not null default 'ordinary' check (time_class in ('session', 'ordinary')),
  title            text not null check (char_length(title) between 1 and 200),
  category         text check (char_length(category) <= 30),
  situation        text check (char_length(situation) <= 10000),
  analysis         text check (char_length(analysis) <= 10000),
  advice           text check (char_length(advice) <= 10000),
  public_ok        boolean not null default false,
  proposer_kind    text not null check (proposer_kind in ('member', 'joint', 'party', 'organisation', 'special_committee', 'sector', 'group')),
  member_id        uuid,
  proposer_name    text not null check (char_length(proposer_name) between 1 and 100),
  proposer_key     text not null generated always as (coalesce(member_id::text, proposer_name)) stored,
  invited_ids      uuid[] not null default '{}',
  cosigner_ids     uuid[] not null default '{}',
  other_cosigners  text[] not null default '{}',
  committee_id     uuid,
  submitted_on     date,
  precision        text not null default 'day' check (precision in ('day', 'month', 'year')),
  serial_no        integer check (serial_no > 0),
  proposal_no      integer check (proposal_no > 0),
  disposition      text check (disposition in ('filed', 'merged', 'converted', 'refused', 'withdrawn')),
  refusal_ground   text,
  merged_into_id   uuid,
  merged_root_id   uuid,
  merged_into_no   integer,
  lead_unit_id     uuid,
  assisting_ids    uuid[] not null default '{}',
  countersigned_ids uuid[] not null default '{}',
  proposed_unit_id uuid,
  assigned_on      date,
  due_on           date,
  accepted_on      date,
  replied_on       date,
  reply            text check (char_length(reply) <= 20000),
  result           text check (result in ('SOLVED', 'PARTLY', 'IN_PROGRESS', 'PLANNED', 'DEFERRED', 'REFERENCE', 'INFEASIBLE')),
  letter           text check (letter ~ '^[A-Z]$'),
  rating_work      text check (rating_work in ('satisfied', 'basically', 'dissatisfied')),
  rating_result    text check (rating_result in ('satisfied', 'basically', 'dissatisfied')),
  rating_opinion   text check (char_length(rating_opinion) <= 2000),
  round            integer not null default 1 check (round between 1 and 9),
  closed_on        date,
  key_since        date,
  key_led_by       text check (char_length(key_led_by) <= 100),
  key_why          text check (char_length(key_why) <= 500),
  primary key (county_id, id),
  foreign key (county_id, member_id) references members,
  foreign key (county_id, committee_id) references committees,
  foreign key (county_id, lead_unit_id) references units,
  foreign key (county_id, proposed_unit_id) references units,
  foreign key (county_id, merged_into_id) references proposals deferrable initially deferred,
  foreign key (county_id, merged_root_id) references proposals deferrable initially deferred
);
comment on table proposals is 'Proposals (提案). The disposition of every original is kept, so that each counting convention can be computed';
comment on column proposals.term is '届 of the county body; with session (次) it names the plenary session that the proposal belongs to';
comment on column proposals.time_class is 'session 大会提案 or ordinary 平时提案: they differ in numbering, deadline and statistics';
comment on column proposals.public_ok is 'The proposer agrees that the proposal may be published';
comment on column proposals.member_id is 'First proposer (领衔人) when this is a member whom the register knows';
comment on column proposals.proposer_name is 'First proposer as printed: a member''s name, a party, an organisation, a sector, a group';
comment on column proposals.proposer_key is 'What tells one first proposer from another: the member, else the printed name';
comment on column proposals.invited_ids is 'Members (members.id) invited to co-sign who have not answered; those who never sign do not count';
comment on column proposals.cosigner_ids is 'Members who co-signed, in the order of their signatures';
comment on column proposals.other_cosigners is 'Co-signers on paper whom the register does not know or cannot tell apart, as written';
comment on column proposals.committee_id is 'The committee that gathered it (联络委征集)';
comment on column proposals.submitted_on is 'Day of submission; the day basis of all figures. See precision';
comment on column proposals.precision is 'How exactly submitted_on is known: a session''s register may only tell its year, then it is 1 January';
comment on column proposals.serial_no is '流水号: given at submission, one series per term and session';
comment on column proposals.proposal_no is '提案号: given only on filing, one series per term, session and time class';
comment on column proposals.disposition is 'Outcome of the review of this original; null while it is not reviewed';
comment on column proposals.merged_into_id is 'The proposal it was merged into, as decided';
comment on column proposals.merged_root_id is 'The end of the chain of merges: the proposal that is handled and answers this one too';
comment on column proposals.merged_into_no is 'The number written in a register, kept when no proposal of that number is there';
comment on column proposals.assisting_ids is 'Assisting units (会办单位, units.id); the day of each countersignature is in the journal';
comment on column proposals.countersigned_ids is 'Assisting units that countersigned the reply under way';
comment on column proposals.proposed_unit_id is 'The unit that the assigned unit names when it asks for the assignment to be changed';
comment on column proposals.replied_on is '办复: day of the latest formal reply. Replied is not closed, closed is not implemented';
comment on column proposals.result is 'Canonical outcome; what a letter means differs between counties (domain rules 2.5)';
comment on column proposals.letter is 'Result letter as printed on the reply';
comment on column proposals.round is '1 the first handling, 2 the second after 不满意; replies and ratings of earlier rounds are in the history';
comment on column proposals.key_since is 'Key proposal (重点提案) since this day; who leads it and why stand beside it. Null: not a key proposal';
create index proposals_newest on proposals (county_id, submitted_on desc, id desc);
create index proposals_state on proposals (county_id, state, submitted_on desc, id desc);
create index proposals_committee on proposals (county_id, committee_id, submitted_on desc) where committee_id is not null;
create index proposals_unit on proposals (county_id, lead_unit_id, state);
create index proposals_member on proposals (county_id, member_id);
create index proposals_root on proposals (county_id, merged_root_id) where merged_root_id is not null;
create index proposals_into on proposals (county_id, merged_into_id) where merged_into_id is not null;
create index proposals_title on proposals (county_id, title);
create unique index proposals_serial on proposals (county_id, term, session, serial_no);
create unique index proposals_number on proposals (county_id, term, session, time_class, proposal_no);
create index proposals_signers on proposals using gin (county_id, cosigner_ids);
create index proposals_invited on proposals using gin (county_id, invited_ids);
create index proposals_assisting on proposals using gin (county_id, assisting_ids);
call record_table('proposals');
