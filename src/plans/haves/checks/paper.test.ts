import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { committeesSlice } from '#institutions/committees/slice.ts';
import { postsSlice } from '#institutions/posts/slice.ts';
import { workCalendarSlice } from '#plans/calendar/slice.ts';
import { checkPaper, type CheckWritten } from '#plans/haves/checks/paper.ts';
import { adoptChecklist } from '#plans/haves/fixtures.ts';
import { havesSlice } from '#plans/haves/slice.ts';
import { parametersSlice } from '#plans/parameter-values/slice.ts';
import { testCounty, type TestCounty } from '../../../../test/county.ts';
import { siteOf } from '../../../../test/visitor.ts';

const slices = [committeesSlice(), postsSlice, workCalendarSlice, parametersSlice, havesSlice];
let county: TestCounty;
beforeAll(async () => {
  county = await testCounty(slices);
  await county.act((act) => adoptChecklist(act, '2023-01-01'), county.cast.office);
});
afterAll(() => county?.drop());

test('the sheet that is taken along names every item, what the records show, and leaves room to sign', async () => {
  const worker = await siteOf(county, slices)({ role: 'worker', committee: county.here.committee });
  const { body } = await worker.send('/have-checks', { committee_id: county.here.committee, account: '牌子已经挂上。' });
  const answer = await worker.fetch(`/have-checks/${body.id}/paper.docx`);
  expect(answer.status).toBe(200);
  const text = [...strFromU8(unzipSync(new Uint8Array(await answer.arrayBuffer()))['word/document.xml']!).matchAll(/<w:t(?: [^>]*)?>([^<]*)/g)].map(([, words]) => words).join('');
  for (const part of ['白石镇政协联络委', '规范化建设“五有”验收表', '没有：还没有登记', '自查说明：牌子已经挂上。', '□合格　□退回整改', '验收人（签字）']) expect(text).toContain(part);
  const stranger = await siteOf(county, slices)({ role: 'worker', committee: county.there.committee });
  expect((await stranger.fetch(`/have-checks/${body.id}/paper.docx`)).status).toBe(404);
});

test('once it is decided, the sheet says how', () => {
  const row = { account: null, remarks: null, mend_by: null, accepted_on: '2025-03-04', accepted_by: '石督查', reinspected_on: '2026-03-04', revoked_on: null } as CheckWritten['row'];
  const paper = checkPaper({ row, committee: '白石镇政协联络委', checklist: '五有', items: [], day: '2025-03-04', organ: '政协云岭自治县委员会' });
  const text = JSON.stringify(paper.blocks);
  expect(text).toContain('2025年3月4日验收合格。2026年3月4日复查合格。');
  expect(text).toContain('验收人（签字）：石督查');
  expect(text).not.toContain('□');
});
