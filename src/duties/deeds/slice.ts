import type { Slice } from '#platform/chapter.ts';
import { claims, figures, obligations } from '#duties/deeds/facts.ts';
import { deedImport } from '#duties/deeds/imports.ts';
import { deed } from '#duties/deeds/record.ts';
import { mount } from '#duties/deeds/routes.tsx';

export const deedsSlice: Slice = { records: [deed], figures, claims, obligations, imports: [deedImport], membersWork: [{ declared: deed, member: 'member_id', states: ['promised'] }],
  committeesWork: [{ declared: deed, committee: 'committee_id', member: 'member_id' }], mount };
