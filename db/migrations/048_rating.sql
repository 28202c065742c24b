-- What the rooms of rating, closing and undertakings know besides the proposal: who has rated, by which link, from where; how it may be closed.

do $$ declare name text; begin
  foreach name in array array['proposals', 'proposals_history'] loop
    execute format('alter table %I
      add column rated_ids uuid[] not null default ''{}'',
      add column met_who text,
      add column met_note text,
      add column closing_rule text,
      add column close_note text,
      add column vote_seats integer,
      add column vote_passed boolean', name);
  end loop;
  foreach name in array array['proposal_ratings', 'proposal_ratings_history'] loop
    execute format('alter table %I add column subject text not null default '''', add column link_id uuid', name);
  end loop;
  foreach name in array array['undertakings', 'undertakings_history'] loop
    execute format('alter table %I add column subject text not null default ''''', name);
  end loop;
end $$;

alter table proposals
  add check (char_length(met_who) <= 300),
  add check (char_length(met_note) <= 2000),
  add check (closing_rule in ('rated', 'consent', 'vote', 'consent_and_vote')),
  add check (char_length(close_note) <= 2000),
  add check (vote_seats > 0);
alter table proposal_ratings add check (char_length(subject) <= 300);
alter table undertakings add check (char_length(subject) <= 300);
comment on column proposals.rated_ids is 'Members who rated the reply of this round (members.id): each is asked once. What they said is in proposal_ratings';
comment on column proposals.met_who is 'Who sat at the meeting of the three parties';
comment on column proposals.closing_rule is 'What the plan asked for closing when it became rated: a later plan asks nothing more of it';
comment on column proposals.close_note is 'Why it was closed although the proposer is not satisfied';
comment on column proposals.vote_seats is 'How many have a vote in the standing committee; quorum and majority are counted from it';
comment on column proposals.vote_passed is 'Whether the vote carried under the parameters of that day';
comment on column proposal_ratings.subject is 'Number and title of the proposal, as it was called then';
comment on column proposal_ratings.link_id is 'The personal link by which it came (rating_links.id)';
comment on column undertakings.subject is 'Number and title of the proposal, as it was called then';
create index proposals_rate_by on proposals (county_id, rate_by) where state = 'replied';
create index proposals_rated on proposals (county_id, changed_at) where state = 'rated';
create index proposal_ratings_flagged on proposal_ratings (county_id, rated_on desc, id desc) where flags <> '{}' and state = 'given';

create table rating_links (
  county_id   uuid not null references counties,
  id          uuid not null,
  code_hash   text not null,
  proposal_id uuid not null,
  round       integer not null,
  rater       text not null check (char_length(rater) between 1 and 100),
  member_id   uuid,
  made_at     timestamptz not null,
  used_at     timestamptz,
  primary key (county_id, id),
  foreign key (county_id, proposal_id) references proposals,
  foreign key (county_id, member_id) references members
);
comment on table rating_links is 'Personal links by which one signer rates one reply without signing in. Ends with the time for rating; a new one replaces the older';
comment on column rating_links.code_hash is 'sha256 of the code: the code itself is only on the message or slip';
create unique index rating_links_code on rating_links (county_id, code_hash);
create index rating_links_of on rating_links (county_id, proposal_id, round);
call guard_by_county('rating_links');

create table rating_traces (
  county_id uuid not null references counties,
  rating_id uuid not null,
  device    text,
  network   text,
  at        timestamptz not null,
  primary key (county_id, rating_id),
  foreign key (county_id, rating_id) references proposal_ratings
);
comment on table rating_traces is 'From where a rating came: hashes, salted with the county, kept for the days of a parameter. Only to see whether ratings came in a burst';
create index rating_traces_device on rating_traces (county_id, device, at);
create index rating_traces_network on rating_traces (county_id, network, at);
create index rating_traces_at on rating_traces (county_id, at);
call guard_by_county('rating_traces');

create table unit_marks (
  county_id uuid not null references counties,
  unit_id   uuid not null,
  kind      text not null check (kind in ('device', 'network')),
  mark      text not null,
  seen_on   date not null,
  primary key (county_id, unit_id, kind, mark),
  foreign key (county_id, unit_id) references units
);
comment on table unit_marks is 'Devices and networks from which the accounts of handling units worked: salted hashes, no address, kept for the days of a parameter';
create index unit_marks_seen on unit_marks (county_id, seen_on);
call guard_by_county('unit_marks');
