-- What becomes of an opinion item: who adopted it (outcomes), and what leaders wrote on it and what was done about that (instructions).

create table outcomes (
  county_id    uuid not null references counties,
  id           uuid not null,
  state        text not null,
  version      integer not null,
  changed_at   timestamptz not null,
  created_at   timestamptz not null,
  batch_id     uuid,
  item_id      uuid not null,
  committee_id uuid,
  member_id    uuid,
  title        text not null check (char_length(title) between 1 and 100),
  kind         text not null check (kind in ('adopted_single', 'adopted_merged', 'forwarded', 'feedback')),
  level        text not null check (level in ('township', 'county', 'city', 'province', 'nation')),
  body         text check (char_length(body) <= 100),
  publication  text check (char_length(publication) <= 100),
  came_on      date not null,
  words        text check (char_length(words) <= 2000),
  piece_id     uuid not null,
  share_of     integer check (share_of between 2 and 99),
  primary key (county_id, id),
  foreign key (county_id, item_id) references opinion_items,
  foreign key (county_id, committee_id) references committees,
  foreign key (county_id, member_id) references members,
  check (share_of is null or kind = 'adopted_merged')
);
comment on table outcomes is 'What became of an opinion item (采用、转送、办理反馈); one item has many, at many levels. Instructions of leaders have a table of their own';
comment on column outcomes.committee_id is 'Committee and member of the item when it was noted: whose outcome it is stays, whatever happens to the item';
comment on column outcomes.title is 'Title of the item when it was noted';
comment on column outcomes.body is 'Who adopted it, or to whom it was forwarded, e.g. 市政协办公室';
comment on column outcomes.publication is 'Where it was printed, e.g. 市政协《社情民意》第12期';
comment on column outcomes.piece_id is 'The printed piece: several of our items merged into one piece share it';
comment on column outcomes.share_of is 'Of how many originals the merged piece was made, those of others among them: the share is one in so many. Null: not known';
create index outcomes_newest on outcomes (county_id, came_on desc, id desc);
create index outcomes_item on outcomes (county_id, item_id, came_on);
create index outcomes_committee on outcomes (county_id, committee_id, came_on desc, id desc);
create index outcomes_member on outcomes (county_id, member_id, came_on desc, id desc);
create index outcomes_kind on outcomes (county_id, kind, came_on desc, id desc);
create index outcomes_level on outcomes (county_id, level, came_on desc, id desc);
create index outcomes_piece on outcomes (county_id, piece_id);
call record_table('outcomes');

create table instructions (
  county_id          uuid not null references counties,
  id                 uuid not null,
  state              text not null,
  version            integer not null,
  changed_at         timestamptz not null,
  created_at         timestamptz not null,
  batch_id           uuid,
  item_id            uuid not null,
  committee_id       uuid,
  member_id          uuid,
  title              text not null check (char_length(title) between 1 and 100),
  content            text check (char_length(content) <= 10000),
  sources            integer not null default 0 check (sources >= 0),
  direct             boolean not null default false,
  level              text not null check (level in ('township', 'county', 'city', 'province', 'nation')),
  leader             text not null check (char_length(leader) between 1 and 50),
  instructed_on      date not null,
  words              text check (char_length(words) <= 2000),
  received_on        date,
  document_no        text check (char_length(document_no) <= 60),
  proposed           text check (char_length(proposed) <= 2000),
  circulated         text check (char_length(circulated) <= 200),
  supervisor_unit_id uuid,
  lead_unit_id       uuid,
  assisting_ids      uuid[] not null default '{}' check (cardinality(assisting_ids) <= 30),
  countersigned_ids  uuid[] not null default '{}',
  assisting_words    text check (char_length(assisting_words) <= 10000),
  handed_on          date,
  counted_from       date,
  days               integer check (days between 1 and 262),
  due_on             date,
  result             text check (result in ('solved', 'in_progress', 'planned', 'not_now', 'unfounded')),
  feedback           text check (char_length(feedback) <= 5000),
  planned_on         date,
  handler            text check (char_length(handler) <= 100),
  fed_back_on        date,
  on_time            boolean,
  returned           integer not null default 0 check (returned >= 0),
  reminders          integer not null default 0 check (reminders >= 0),
  reminded_on        date,
  accepted_on        date,
  told_member_on     date,
  told_residents_on  date,
  closed_on          date,
  primary key (county_id, id),
  foreign key (county_id, item_id) references opinion_items,
  foreign key (county_id, committee_id) references committees,
  foreign key (county_id, member_id) references members,
  foreign key (county_id, supervisor_unit_id) references units,
  foreign key (county_id, lead_unit_id) references units
);
comment on table instructions is 'What a leader wrote on an opinion item (批示), handed to units with a day, chased, fed back, accepted, told to member and residents';
comment on column instructions.committee_id is 'Committee and member of the item when it was noted';
comment on column instructions.content is 'What the units read: the item''s text as it stood when it was noted. Names of residents do not belong here';
comment on column instructions.sources is 'How many ledger entries the item was made from: so many residents wait for an answer';
comment on column instructions.direct is 'The item came by the direct channel (直通车), which has limits of its own';
comment on column instructions.leader is 'As the paper names the leader: 县委书记 某某';
comment on column instructions.words is 'Null: the leader only circled the name (圈阅)';
comment on column instructions.received_on is 'Of the paper''s 收文处理单: received, number, proposed handling, circulation';
comment on column instructions.supervisor_unit_id is 'Whose supervision office (督查室) chases it; null: the county body''s office, or of a township''s the committee';
comment on column instructions.countersigned_ids is 'Assisting units that have told their part (assisting_words)';
comment on column instructions.counted_from is 'The day from which days counts: handed over, or returned for more';
comment on column instructions.days is 'The limit in working days; null: due_on was set as a day';
comment on column instructions.planned_on is 'Of result planned: by when';
comment on column instructions.on_time is 'Whether it was fed back by due_on; set with the feedback';
comment on column instructions.returned is 'How often the feedback was sent back for more';
comment on column instructions.reminders is 'How often the unit was reminded, and when last';
comment on column instructions.told_residents_on is 'When every entry that the item was made from had been answered';
create index instructions_newest on instructions (county_id, instructed_on desc, id desc);
create index instructions_item on instructions (county_id, item_id, instructed_on);
create index instructions_committee on instructions (county_id, committee_id, instructed_on desc, id desc);
create index instructions_member on instructions (county_id, member_id, instructed_on desc, id desc);
create index instructions_state on instructions (county_id, state, instructed_on desc, id desc);
create index instructions_level on instructions (county_id, level, instructed_on desc, id desc);
create index instructions_lead_unit on instructions (county_id, lead_unit_id, due_on) where lead_unit_id is not null;
create index instructions_supervisor on instructions (county_id, supervisor_unit_id, due_on) where supervisor_unit_id is not null;
create index instructions_open on instructions (county_id, due_on, id) where state not in ('filed', 'closed', 'void');
call record_table('instructions');

-- What was noted before has its day of noting as its beginning, and the new figures count it. County by county: the wall between counties stands for the owner, too.
do $$
declare county uuid;
begin
  for county in select county_id from counties loop
    perform set_config('app.county', county::text, true);

    insert into outcomes (county_id, id, state, version, changed_at, created_at, item_id, committee_id, member_id, title, kind, level, body, came_on, words, piece_id)
    select o.county_id, o.id, 'noted', 1, o.noted_at, o.noted_at, o.item_id, i.committee_id, i.member_id, i.title, o.kind, o.level, coalesce(o.body, o.leader), o.came_on, o.words, o.id
    from opinion_outcomes o join opinion_items i on i.county_id = o.county_id and i.id = o.item_id
    where o.county_id = county and o.kind <> 'instruction';

    insert into instructions (county_id, id, state, version, changed_at, created_at, item_id, committee_id, member_id, title, content, sources, direct, level, leader, instructed_on, words)
    select o.county_id, o.id, 'noted', 1, o.noted_at, o.noted_at, o.item_id, i.committee_id, i.member_id, i.title,
      left(concat_ws(E'\n', i.situation, i.causes, i.advice), 10000), i.sources, coalesce(i.route = 'direct', false), o.level, coalesce(o.leader, left(o.body, 50), '未写明'), o.came_on, o.words
    from opinion_outcomes o join opinion_items i on i.county_id = o.county_id and i.id = o.item_id
    where o.county_id = county and o.kind = 'instruction';

    insert into kept_counts (county_id, figure, committee_id, day, n)
    select o.county_id, f.figure, coalesce(o.committee_id, '00000000-0000-0000-0000-000000000000'), o.came_on, count(*)
    from outcomes o cross join lateral (
      select unnest(case o.kind
        when 'adopted_single' then array['adoptions', 'adoptions_single', 'adoptions_' || o.level]
        when 'adopted_merged' then array['adoptions', 'adoptions_merged', 'adoptions_' || o.level]
        when 'forwarded' then array['items_forwarded']
        else array[]::text[] end)
    ) as f (figure)
    where o.county_id = county
    group by o.county_id, f.figure, o.committee_id, o.came_on;

    insert into kept_counts (county_id, figure, committee_id, day, n)
    select i.county_id, f.figure, coalesce(i.committee_id, '00000000-0000-0000-0000-000000000000'), i.instructed_on, count(*)
    from instructions i cross join lateral (select unnest(array['instructions_received', 'instructions_' || i.level])) as f (figure)
    where i.county_id = county
    group by i.county_id, f.figure, i.committee_id, i.instructed_on;

    insert into search_pending (county_id, record, id)
    select county_id, 'outcome', id from outcomes where county_id = county
    union all select county_id, 'instruction', id from instructions where county_id = county
    on conflict do nothing;
  end loop;
  perform set_config('app.county', '', true);
end $$;

drop table opinion_outcomes;
