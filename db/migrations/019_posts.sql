-- 领导有力: the Party offices that carry a committee post with them, and the steps by which a new director becomes a county member.

create table party_posts (
  county_id      uuid not null references counties,
  id             uuid not null,
  state          text not null,
  version        integer not null,
  changed_at     timestamptz not null,
  created_at     timestamptz not null,
  batch_id       uuid,
  person_id      uuid not null,
  name           text not null,
  committee_id   uuid not null,
  place          text not null,
  office         text not null check (office in ('deputy_secretary', 'commissioner')),
  bound_role     text check (bound_role in ('director', 'deputy_director')),
  since          date,
  until          date,
  document_no    text check (char_length(document_no) <= 60),
  follows_id     uuid,
  ended_post_ids uuid[] not null default '{}',
  primary key (county_id, id),
  foreign key (county_id, person_id) references people,
  foreign key (county_id, committee_id) references committees,
  foreign key (county_id, follows_id) references party_posts,
  -- Deferred, because a handing over ends one holder and begins the next in one act.
  constraint party_posts_one_holder exclude using btree (county_id with =, committee_id with =, office with =)
    where (state in ('holding', 'awaiting', 'vacant')) deferrable initially deferred
);
comment on table party_posts is 'Offices in the Party committee of a place that carry a post of its liaison committee: who, from when, on which paper';
comment on column party_posts.place is 'The committee''s place as it was called, so that the office can be named without asking';
comment on column party_posts.bound_role is 'The committee post that went with the office under the plan of that day; null: none';
comment on column party_posts.since is 'Null: not known, long ago';
comment on column party_posts.follows_id is 'The holder before, from whom the office was handed over';
comment on column party_posts.ended_post_ids is 'Committee posts (posts.id) that ended because this office did; brought back when the handing over is undone';
create index party_posts_newest on party_posts (county_id, since desc, id desc);
create index party_posts_person on party_posts (county_id, person_id, since);
create index party_posts_place on party_posts (county_id, committee_id, office, since);
create index party_posts_state on party_posts (county_id, state, changed_at);
create index party_posts_follows on party_posts (county_id, follows_id) where follows_id is not null;
call record_table('party_posts');

create table by_appointments (
  county_id      uuid not null references counties,
  id             uuid not null,
  state          text not null,
  version        integer not null,
  changed_at     timestamptz not null,
  created_at     timestamptz not null,
  batch_id       uuid,
  person_id      uuid not null,
  name           text not null,
  term           integer not null check (term between 1 and 99),
  sector_id      uuid,
  committee_id   uuid,
  nominated_on   date not null,
  nominated_by   text check (char_length(nominated_by) <= 100),
  examined_on    date,
  examined_by    text check (char_length(examined_by) <= 100),
  meeting        text check (char_length(meeting) <= 100),
  agreed_on      date,
  joined_on      date,
  document_no    text check (char_length(document_no) <= 60),
  certificate_no text check (char_length(certificate_no) <= 60),
  member_id      uuid,
  primary key (county_id, id),
  foreign key (county_id, person_id) references people,
  foreign key (county_id, sector_id) references sectors,
  foreign key (county_id, committee_id) references committees,
  foreign key (county_id, member_id) references members
);
comment on table by_appointments is 'How somebody becomes a county member between two elections (增补): nominated, examined, agreed by the standing committee, appointed';
comment on column by_appointments.member_id is 'The membership that it led to';
create index by_appointments_newest on by_appointments (county_id, nominated_on desc, id desc);
create index by_appointments_person on by_appointments (county_id, person_id, state);
create index by_appointments_state on by_appointments (county_id, state, changed_at);
create unique index by_appointments_once on by_appointments (county_id, person_id) where state in ('nominated', 'examined', 'agreed');
call record_table('by_appointments');

alter table posts add column certificate_no text check (char_length(certificate_no) <= 60);
alter table posts_history add column certificate_no text;
comment on column posts.certificate_no is 'Number of the certificate (聘书, 任命书) handed over with the appointment';
create index posts_held on posts (county_id, role, since, until);

-- The days on which the structure changed: the history of its checks steps from one to the next.
create index posts_until on posts (county_id, until) where until is not null;
create index members_joined on members (county_id, joined_on);
create index members_left on members (county_id, left_on) where left_on is not null;
