import type { Slice } from '#platform/chapter.ts';
import { deedsBeside } from '#duties/deeds/beside.ts';
import { deedCheck } from '#duties/deeds/checks/record.ts';
import { deedRound } from '#duties/deeds/checks/rounds/record.ts';
import { deedConfirmation } from '#duties/deeds/confirmations/record.ts';
import { confirmationsAwaited } from '#duties/deeds/confirmations/waiting.ts';
import { forgetContacts } from '#duties/deeds/contacts.ts';
import { claims, datedRecords, figures, obligations, ratios } from '#duties/deeds/facts.ts';
import { deedImport } from '#duties/deeds/imports.ts';
import { deed } from '#duties/deeds/record.ts';
import { deedsWork } from '#duties/deeds/work.ts';
import { mount } from '#duties/deeds/routes.tsx';

/** 一人一件: promises, deeds, what those who were helped say of them, and what the county looks at. */
export const deedsSlice: Slice = {
  records: [deed, deedConfirmation, deedRound, deedCheck],
  figures,
  ratios,
  claims,
  obligations,
  work: deedsWork,
  imports: [deedImport],
  awaited: confirmationsAwaited,
  beside: [deedsBeside],
  dated: datedRecords,
  applies: [
    { record: deed.name, parameters: ['deeds.kinds', 'deeds.verify_rule', 'deeds.slip_days', 'deeds.contact_days', 'deeds.public_name'] },
    { record: deedConfirmation.name, parameters: ['deeds.slip_days', 'deeds.trace_days'] },
  ],
  daily: forgetContacts,
  membersWork: [{ declared: deed, member: 'member_id', states: ['promised'] }],
  committeesWork: [{ declared: deed, committee: 'committee_id', member: 'member_id' }],
  mount,
};
