import type { Slice } from '#platform/chapter.ts';
import { keepFromThem } from '#reports/privacy/requests/asking.ts';
import { personalRequest } from '#reports/privacy/requests/record.ts';
import { mountRequests } from '#reports/privacy/requests/routes.tsx';
import { copyBeside, mount } from '#reports/privacy/routes.tsx';

/** What is kept of people, what for and how long; a copy for each; who looked; what they want put right or deleted. */
export const privacySlice: Slice = {
  records: [personalRequest],
  applies: [{ record: personalRequest.name, parameters: ['privacy.answer_days'] }],
  beside: [copyBeside],
  committeesWork: [{ declared: personalRequest, committee: 'committee_id' }],
  follows: keepFromThem,
  mount: (site) => {
    mount(site);
    mountRequests(site);
  },
};
