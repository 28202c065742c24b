import type { Slice } from '#platform/chapter.ts';
import { feedback } from '#platform/feedback/record.ts';
import { mount } from '#platform/feedback/routes.tsx';
import { mountForVisitors } from '#platform/feedback/visitors.tsx';

export const feedbackSlice: Slice = {
  records: [feedback],
  mount(site) {
    mountForVisitors(site);
    mount(site);
  },
};
