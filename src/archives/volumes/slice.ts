import type { Slice } from '#platform/chapter.ts';
import type { WorkKind } from '#platform/work.ts';
import { tellCutOff } from '#archives/volumes/making.ts';
import { archiveVolume } from '#archives/volumes/record.ts';
import { mount } from '#archives/volumes/routes.tsx';

/** 年度卷: archives sealed in a pack that can be checked without this program. */
export const volumesSlice = (works: () => readonly WorkKind[]): Slice => ({
  records: [archiveVolume],
  applies: [{ record: archiveVolume.name, parameters: ['archives.keep_permanently', 'archives.keep_thirty', 'archives.stamp_server'] }],
  atFounding: tellCutOff,
  mount: mount(works),
});
