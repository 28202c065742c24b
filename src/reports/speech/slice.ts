import type { Slice } from '#platform/chapter.ts';
import type { Declared } from '#reports/declared.ts';
import { mountGiven } from '#reports/speech/given.tsx';
import { speech } from '#reports/speech/record.ts';
import { mountSpeech } from '#reports/speech/routes.tsx';

export const speechSlice = (declared: Declared): Slice => ({
  records: [speech],
  mount(site) {
    mountSpeech(site, declared);
    mountGiven(site);
  },
});
