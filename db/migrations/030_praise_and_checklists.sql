-- A round goes through its points one by one at each visit, and its circular praises as well as names.

alter table round_visits add column checks text check (char_length(checks) <= 4000);
alter table round_visits_history add column checks text;
comment on column round_visits.checks is 'The verdict on each point of the round, one on a line: point：符合, 不符合 or 不适用, and a remark; null of visits before it was asked';

alter table circulars
  add column praised_ids uuid[] not null default '{}',
  add column praise text check (char_length(praise) between 1 and 2000);
alter table circulars_history
  add column praised_ids uuid[] not null default '{}',
  add column praise text;
comment on column circulars.praised_ids is 'The committees praised: visited in the round, and not named';
comment on column circulars.praise is 'What they do well, one thing on a line';
