-- 转办: a ledger entry handed to units, what they answer, and what they promise. A unit knows the referral, never the entry nor who told it.

create table referrals (
  county_id    uuid not null references counties,
  id           uuid not null,
  state        text not null,
  version      integer not null,
  changed_at   timestamptz not null,
  created_at   timestamptz not null,
  batch_id     uuid,
  entry_id     uuid not null,
  committee_id uuid not null,
  sent_by      text not null check (sent_by in ('committee', 'county')),
  number       integer not null check (number > 0),
  subject      text not null check (char_length(subject) between 1 and 100),
  matter       text not null check (char_length(matter) between 1 and 2000),
  place        text check (char_length(place) <= 100),
  lead_unit_id uuid not null,
  assisting_ids uuid[] not null default '{}' check (cardinality(assisting_ids) <= 5),
  countersigned_ids uuid[] not null default '{}',
  proposed_unit_id uuid,
  sent_on      date not null,
  clock_from   date not null,
  days         integer check (days between 1 and 262),
  due_on       date not null,
  accepted_on  date,
  bounced      integer not null default 0,
  forced_on    date,
  extension_to date,
  extensions   integer not null default 0,
  pressed_on   date,
  pressed      integer not null default 0,
  result       text check (result in ('solved', 'in_progress', 'planned', 'not_now', 'unfounded')),
  reply        text check (char_length(reply) <= 2000),
  promise      text check (char_length(promise) <= 500),
  promised_on  date,
  checked_by   text check (char_length(checked_by) <= 50),
  replied_on   date,
  on_time      boolean,
  told_on      date,
  round        integer not null default 1 check (round between 1 and 9),
  primary key (county_id, id),
  foreign key (county_id, entry_id) references ledger_entries,
  foreign key (county_id, committee_id) references committees,
  foreign key (county_id, lead_unit_id) references units,
  foreign key (county_id, proposed_unit_id) references units
);
comment on table referrals is 'A ledger entry handed to units (转办件), in words written for them: they see this and nothing of the entry';
comment on column referrals.sent_by is 'Who handed it over and decides on it: the committee, or the county office';
comment on column referrals.number is 'Its number in the year of the one who sent it';
comment on column referrals.matter is 'What is to be done, without who told it';
comment on column referrals.assisting_ids is 'Assisting units (会办单位, units.id), as of proposals';
comment on column referrals.countersigned_ids is 'Assisting units that countersigned the draft under way';
comment on column referrals.proposed_unit_id is 'The unit that the lead unit names when it gives the referral back';
comment on column referrals.sent_on is 'When it was first handed over; the day basis of all figures';
comment on column referrals.clock_from is 'The clock runs from here, whenever it is accepted: handed over, sent on to another unit, or taken up again';
comment on column referrals.days is 'The limit in working days; null once a day was set by an extension';
comment on column referrals.bounced is 'How often a unit gave it back';
comment on column referrals.forced_on is 'Assigned for good, with a written reason: it can no longer be given back';
comment on column referrals.extension_to is 'The day asked for, while nobody has decided';
comment on column referrals.extensions is 'How many extensions were granted';
comment on column referrals.pressed_on is 'When the county office last pressed for an overdue answer';
comment on column referrals.checked_by is 'Who heads the unit and checked the reply before it was sent';
comment on column referrals.on_time is 'Whether the answer of this round was sent by due_on; a later calendar does not change what was';
comment on column referrals.told_on is 'When the resident was told the answer';
comment on column referrals.round is 'How often it was handled: a resident who says that it is not solved begins another round';
create index referrals_entry on referrals (county_id, entry_id);
create index referrals_committee on referrals (county_id, committee_id, due_on desc, id desc);
create index referrals_lead on referrals (county_id, lead_unit_id, due_on desc, id desc);
create index referrals_assisting on referrals using gin (county_id, assisting_ids);
create index referrals_due on referrals (county_id, due_on desc, id desc);
create index referrals_sent on referrals (county_id, sent_on desc, id desc);
create index referrals_running on referrals (county_id, due_on) where state in ('sent', 'returned', 'accepted', 'drafted');
call record_table('referrals');

create table commitments (
  county_id    uuid not null references counties,
  id           uuid not null,
  state        text not null,
  version      integer not null,
  changed_at   timestamptz not null,
  created_at   timestamptz not null,
  batch_id     uuid,
  referral_id  uuid not null,
  committee_id uuid not null,
  sent_by      text not null check (sent_by in ('committee', 'county')),
  lead_unit_id uuid not null,
  subject      text not null check (char_length(subject) between 1 and 100),
  promise      text not null check (char_length(promise) between 1 and 500),
  made_on      date not null,
  due_on       date not null,
  postponed    integer not null default 0,
  report       text check (char_length(report) <= 2000),
  reported_on  date,
  judged_on    date,
  primary key (county_id, id),
  foreign key (county_id, referral_id) references referrals,
  foreign key (county_id, committee_id) references committees,
  foreign key (county_id, lead_unit_id) references units
);
comment on table commitments is 'What a unit promised by a day when it answered a referral (承诺台账). The unit reports; others judge';
comment on column commitments.report is 'What the unit says that it has done';
comment on column commitments.judged_on is 'When it was found kept or broken';
create index commitments_referral on commitments (county_id, referral_id);
create index commitments_committee on commitments (county_id, committee_id, due_on desc, id desc);
create index commitments_lead on commitments (county_id, lead_unit_id, due_on desc, id desc);
create index commitments_due on commitments (county_id, due_on desc, id desc);
call record_table('commitments');

create table reply_templates (
  county_id    uuid not null references counties,
  id           uuid not null,
  state        text not null,
  version      integer not null,
  changed_at   timestamptz not null,
  created_at   timestamptz not null,
  batch_id     uuid,
  unit_id      uuid not null,
  title        text not null check (char_length(title) between 1 and 40),
  result       text not null check (result in ('solved', 'in_progress', 'planned', 'not_now', 'unfounded')),
  reply        text not null check (char_length(reply) between 1 and 2000),
  primary key (county_id, id),
  foreign key (county_id, unit_id) references units
);
comment on table reply_templates is 'Texts with which a unit begins its answers to referrals';
create index reply_templates_unit on reply_templates (county_id, unit_id, title, id);
call record_table('reply_templates');

-- What waits at the county office, and what was handed over and answered long enough ago to be looked at again.
create index ledger_entries_to_county on ledger_entries (county_id, received_on) where state = 'in_hand' and handling = 'to_county' and referrals = 0;
create index ledger_entries_look_back on ledger_entries (county_id, closed_on) where state = 'closed' and referrals > 0;
