import type { Slice } from '#platform/chapter.ts';
import type { Declared } from '#reports/declared.ts';
import { mountPapers } from '#reports/speech/papers.tsx';
import { speech } from '#reports/speech/record.ts';
import { mountSpeech } from '#reports/speech/routes.tsx';

export const speechSlice = (declared: Declared): Slice => ({
  records: [speech],
  applies: [{ record: speech.name, parameters: ['report.odd_percent'], day: 'to_on' }],
  mount(site) {
    mountSpeech(site, declared);
    mountPapers(site, declared);
  },
});
