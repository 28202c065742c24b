import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { reading } from '#platform/records/act.ts';
import { attach } from '#platform/files/attachments.ts';
import { markPictures } from '#platform/files/marking.ts';
import { createMany } from '#platform/records/write.ts';
import { inspection, type Inspection } from '#duties/inspections/record.ts';
import type { Event } from '#assessment/schemes/facts.ts';
import { duties, works, year } from '../../../test/random-year.ts';
import { readWork } from '#platform/work-rows.ts';
import { eventOf } from '#assessment/scores/event-of.ts';
import { bursts, late, lightsOf } from '#assessment/scores/lights.ts';
import { testCounty, type TestCounty } from '../../../test/county.ts';

let county: TestCounty;
beforeAll(async () => {
  county = await testCounty(duties);
});
afterAll(() => county.drop());

const rules = { entryDays: 31, burstDays: 3, burstPercent: 60 };
const event = (id: number, day: string, received: string): Event => ({ record: 'inspection', id: String(id), day, received, source: '调研视察' });

test('what was entered long after it happened is late, and on the last day of the window it is not yet', () => {
  const events = [event(1, '2025-01-01', '2025-02-01'), event(2, '2025-01-01', '2025-02-02')];
  expect(late(events, rules).map(({ sentence, events: of }) => [sentence, of.map(({ id }) => id)])).toEqual([['2条记录中，有1条在事情过后超过31天才登记。', ['2']]]);
});

test('a month is conspicuous when most of it was entered in its last days, unless it happened on those days', () => {
  const atOnce = Array.from({ length: 6 }, (_, n) => event(n, `2025-03-0${n + 1}`, n < 4 ? '2025-03-30' : '2025-03-10'));
  expect(bursts(atOnce, rules).map(({ sentence }) => sentence)).toEqual(['2025年3月登记的6条中，有4条（67%）在月末3天里登记。']);
  expect(bursts(atOnce.map((one) => ({ ...one, day: one.received })), rules)).toEqual([]);
  expect(bursts(atOnce.slice(0, 4), rules)).toEqual([]);
});

test('the same words and the same picture in two records are seen, and what has no proof', async () => {
  const report = '察看白石村饮水工程，发现管网老化、水压不足，建议尽快更换主管道并落实管护人员';
  const rows = await county.act((act) => createMany(act, inspection, [report, `${report}。`, '走访企业，了解用工和融资情况，形成三条建议', '察看养老院'].map((findings, n): Partial<Inspection> => ({
    state: 'held', topic: `第${n + 1}次`, kind: 'inspection', committee_id: county.here.committee, held_on: `2025-0${n + 1}-03`, findings,
  })) as never[]));
  const [bright, same, other] = [await picture(20), await picture(20, 60), await picture(200)];
  for (const [n, hash] of [[0, bright], [1, other], [2, same]] as const) {
    await county.act((act) => attach(act, inspection, rows[n]!.id, [{ name: '现场.jpg', kind: 'jpeg', bytes: 100, hash }]), county.cast.office);
  }
  await markPictures(county.house, county.id);
  await markPictures(county.house, county.id);
  const lights = await reading(county.house, county.cast.office, async (look) => {
    const kind = works.find(({ name }) => name === 'inspection')!;
    const events = (await readWork(look, kind, 'committee', { ...year, subjects: [county.here.committee] })).map((row) => eventOf(kind, {}, row));
    return lightsOf(look, events, year);
  });
  const of = (name: string) => lights.find((one) => one.name === name)?.events.map(({ id }) => rows.findIndex((row) => row.id === id) + 1).toSorted();
  expect(of('text')).toEqual([1, 2]);
  expect(of('picture')).toEqual([1, 3]);
  expect(of('unproved')).toEqual([4]);
  expect(of('late')).toEqual([1, 2, 3, 4]);
});

/** A picture of a hill, in the store; `quality` is how much was lost when it was saved. */
async function picture(height: number, quality = 90): Promise<string> {
  const hill = `<svg width="320" height="240"><rect width="320" height="240" fill="#9bd"/><path d="M0 240 L${height} 60 L200 200 L260 ${height} L320 240 Z" fill="#353"/><circle cx="${320 - height}" cy="40" r="24" fill="#fe8"/></svg>`;
  const path = join(county.house.files.incoming, `${height}-${quality}.jpg`);
  await writeFile(path, await sharp(Buffer.from(hill)).jpeg({ quality }).toBuffer());
  return (await county.house.files.put(county.id, path)).hash;
}
