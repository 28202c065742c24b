-- A register that is frozen before a change of term; names found and matched whatever dot stands in them.

alter table terms add column frozen_on date;
alter table terms_history add column frozen_on date;
comment on column terms.frozen_on is 'Day from which nobody is entered into its register nor corrected there, until the next term takes over';

-- Whoever leaves the dot of a name out means the same person.
create index people_undotted on people (county_id, replace(name, '·', ''));

-- The pieces of search leave the dots within names out from now on: what holds one is indexed anew. Row-level security holds the owner too, so county by county.
do $$ declare county uuid; begin
  for county in select county_id from counties loop
    perform set_config('app.county', county::text, true);
    insert into search_pending (county_id, record, id)
      select county_id, 'person', id from people where name ~ '[·•・･‧∙⋅●]' or position ~ '[·•・･‧∙⋅●]'
      union all select county_id, 'member', id from members where name ~ '[·•・･‧∙⋅●]'
      union all select county_id, 'post', id from posts where name ~ '[·•・･‧∙⋅●]'
      union all select county_id, 'party_post', id from party_posts where name ~ '[·•・･‧∙⋅●]'
      union all select county_id, 'by_appointment', id from by_appointments where name ~ '[·•・･‧∙⋅●]'
      union all select county_id, 'proposal', id from proposals where concat_ws(' ', title, proposer_name, situation, advice) ~ '[·•・･‧∙⋅●]'
      union all select county_id, 'opinion_item', id from opinion_items where concat_ws(' ', title, situation, causes, advice) ~ '[·•・･‧∙⋅●]'
      union all select county_id, 'ledger_entry', id from ledger_entries where concat_ws(' ', matter, place, outcome_text) ~ '[·•・･‧∙⋅●]'
      union all select county_id, 'deed', id from deeds where concat_ws(' ', deed, village, account) ~ '[·•・･‧∙⋅●]'
      union all select county_id, 'inspection', id from inspections where concat_ws(' ', topic, place, findings) ~ '[·•・･‧∙⋅●]'
      union all select county_id, 'consultation', id from consultations where concat_ws(' ', topic, place, advice) ~ '[·•・･‧∙⋅●]'
      on conflict do nothing;
  end loop;
  perform set_config('app.county', '', true);
end $$;
