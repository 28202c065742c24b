import type { DailyWork, Slice } from '#platform/chapter.ts';
import { markPictures } from '#platform/files/marking.ts';
import type { WorkKind } from '#platform/work.ts';
import { assessmentSheet } from '#assessment/rounds/sheets/record.ts';
import { lightsBeside, mountLights } from '#assessment/scores/lights-page.tsx';
import { mountWork } from '#assessment/scores/work-page.tsx';

const markNewPictures: DailyWork = (house, county) => markPictures(house, county);

/** 计分来源 and 数据质量提示: what is counted, and what should be looked at twice. */
export const scoresPart = (works: () => readonly WorkKind[]): Slice => ({
  beside: [lightsBeside],
  applies: [{ record: assessmentSheet.name, parameters: ['assessment.entry_days', 'assessment.burst_days', 'assessment.burst_percent'] }],
  daily: markNewPictures,
  mount(site) {
    mountWork(site, works);
    mountLights(site, works);
  },
});
