-- The whole path of an opinion item: reviewed, edited, checked, signed, issued with its numbers, or returned, or merged into another; both texts kept.

do $$ declare name text; begin
  foreach name in array array['opinion_items', 'opinion_items_history'] loop
    execute format('alter table %I
      add column secrecy text,
      add column cleared_on date,
      add column editor_note text,
      add column sent_title text,
      add column sent_situation text,
      add column sent_causes text,
      add column sent_advice text,
      add column reviewed_on date,
      add column edited_by text,
      add column checked_on date,
      add column checked_by text,
      add column signed_on date,
      add column signed_by text,
      add column issuer_id uuid,
      add column issue_total integer,
      add column report_to text,
      add column send_to text,
      add column issue_to text,
      add column copies integer,
      add column merged_into uuid,
      add column originals integer not null default 0,
      add column proposal_id uuid,
      add column inspection_id uuid,
      add column consultation_id uuid,
      add column counted_as_proposal boolean not null default false', name);
  end loop;
end $$;

alter table opinion_items
  add foreign key (county_id, issuer_id) references committees,
  add foreign key (county_id, merged_into) references opinion_items,
  add foreign key (county_id, proposal_id) references proposals,
  add foreign key (county_id, inspection_id) references inspections,
  add foreign key (county_id, consultation_id) references consultations,
  add check (secrecy in ('none', 'internal')),
  add check (char_length(editor_note) <= 500),
  add check (char_length(edited_by) <= 50),
  add check (char_length(checked_by) <= 50),
  add check (char_length(signed_by) <= 50),
  add check (issue_total > 0),
  add check (char_length(report_to) <= 200),
  add check (char_length(send_to) <= 200),
  add check (char_length(issue_to) <= 200),
  add check (copies between 1 and 9999),
  add check (merged_into <> id),
  add check (originals >= 0);
comment on column opinion_items.secrecy is 'internal: not for publication; none or null: no mark. State secrets are not held here at all';
comment on column opinion_items.cleared_on is 'When who sent it in ticked that it holds neither a state secret nor anybody''s private matter';
comment on column opinion_items.editor_note is 'Editor''s note (编者按), printed before the text';
comment on column opinion_items.sent_title is 'Title as it was sent in: title, situation, causes and advice go on to be the editor''s, these four stay the writer''s';
comment on column opinion_items.edited_by is 'Name of the editor as printed; likewise who checked and who signed, from the paper when a clerk enters it';
comment on column opinion_items.issuer_id is 'The committee in whose own series it was issued to its township; null: in the county''s';
comment on column opinion_items.issue_total is 'Running number over all years (总第×期) of the series';
comment on column opinion_items.report_to is 'As printed in the colophon: reported to (报), sent to (送), issued to (发)';
comment on column opinion_items.merged_into is 'The item into which it was merged; its own text, entries and reflector stay its own';
comment on column opinion_items.originals is 'How many items were merged into it';
comment on column opinion_items.proposal_id is 'The proposal from which it was converted';
comment on column opinion_items.counted_as_proposal is 'Converted from a proposal and, by the plan in force when it was sent in, counted there and not among the items';
create index opinion_items_merged on opinion_items (county_id, merged_into) where merged_into is not null;
create index opinion_items_proposal on opinion_items (county_id, proposal_id) where proposal_id is not null;
create index opinion_items_inspection on opinion_items (county_id, inspection_id) where inspection_id is not null;
create index opinion_items_consultation on opinion_items (county_id, consultation_id) where consultation_id is not null;
create index opinion_items_total on opinion_items (county_id, issue_total) where issue_total is not null;
create index opinion_items_issued on opinion_items (county_id, issued_on desc, id desc) where issued_on is not null;

-- What the new figure counts of the years before; county by county, because row-level security holds the owner too.
do $$ declare county uuid; begin
  for county in select county_id from counties loop
    perform set_config('app.county', county::text, true);
    insert into kept_counts (county_id, figure, committee_id, day, n)
      select county_id, 'opinion_items_issued', coalesce(committee_id, '00000000-0000-0000-0000-000000000000'), issued_on, count(*)
      from opinion_items where county_id = county and state = 'issued' and issued_on is not null group by county_id, committee_id, issued_on;
  end loop;
  perform set_config('app.county', '', true);
end $$;
