import type { Slice } from '#platform/chapter.ts';
import { memberAnnual } from '#archives/annuals/record.ts';
import { mount } from '#archives/annuals/routes.tsx';

/** 年度履职小结: written by the member beside the numbers of the archive, confirmed by the county's body. */
export const annualsSlice: Slice = {
  records: [memberAnnual],
  membersWork: [{ declared: memberAnnual, member: 'member_id' }],
  mount,
};
