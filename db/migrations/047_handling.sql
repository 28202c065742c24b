-- What the rooms of handling (talks, answers) know beside a proposal: how it is called, for whom they are and who handles with whom. Their relations ask the
-- row alone, so these stand in it.

do $$ declare name text; begin
  foreach name in array array['proposal_contacts', 'proposal_contacts_history', 'proposal_answers', 'proposal_answers_history'] loop
    execute format('alter table %I
      add column subject text not null default '''',
      add column member_id uuid,
      add column signer_ids uuid[] not null default ''{}'',
      add column handler_ids uuid[] not null default ''{}''', name);
  end loop;
  foreach name in array array['proposal_answers', 'proposal_answers_history'] loop
    execute format('alter table %I add column supervisor_id uuid', name);
  end loop;
  foreach name in array array['proposals', 'proposals_history'] loop
    execute format('alter table %I add column talks integer not null default 0', name);
  end loop;
end $$;

alter table proposal_contacts add check (char_length(subject) <= 300);
alter table proposal_answers add check (char_length(subject) <= 300), add foreign key (county_id, supervisor_id) references units;
-- In separate handling a suggestion may be another unit's to answer.
alter table proposal_answers drop constraint proposal_answers_adoptions_check;
alter table proposal_answers add constraint proposal_answers_adoptions_check check (adoptions <@ array['adopted', 'partly', 'planned', 'not', 'other']);
alter table proposals add check (talks >= 0);

comment on column proposal_contacts.subject is 'Number and title of the proposal, as it was called then';
comment on column proposal_contacts.member_id is 'The first proposer (members.id); null for a body';
comment on column proposal_contacts.signer_ids is 'Everybody else who signed it or an original merged into it (members.id)';
comment on column proposal_contacts.handler_ids is 'The units that handle it (units.id): they see each other''s talks';
comment on column proposal_answers.subject is 'Number and title of the proposal, as it was called then';
comment on column proposal_answers.member_id is 'The first proposer (members.id), to whom the draft is shown; null for a body';
comment on column proposal_answers.signer_ids is 'Everybody else who signed it or an original merged into it (members.id): they get the letter';
comment on column proposal_answers.handler_ids is 'The units that handle it (units.id): they see each other''s letters once these are sent';
comment on column proposal_answers.supervisor_id is 'The supervision unit (督查室) that checks it, where the plan names one for the unit''s side; else the county office does';
comment on column proposals.talks is 'How often a handling unit talked with the proposer; talks that the proposer denied are not counted';
create index proposal_answers_member on proposal_answers (county_id, member_id) where member_id is not null;
create index proposal_answers_signers on proposal_answers using gin (county_id, signer_ids);
create index proposal_contacts_signers on proposal_contacts using gin (county_id, signer_ids);
create index proposal_answers_sent on proposal_answers (county_id, sent_on desc, id desc);
