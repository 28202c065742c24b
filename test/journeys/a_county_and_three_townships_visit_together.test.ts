import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { slices } from '#county.ts';
import { createMany } from '#platform/records/write.ts';
import { today } from '#platform/time.ts';
import { committee } from '#institutions/committees/record.ts';
import { inspection, type Inspection } from '#duties/inspections/record.ts';
import { testCounty, type TestCounty } from '../county.ts';
import { hasBrowser } from '../setup/browser.ts';
import { comeIn, fillIn, phone, read, seen, take } from '../setup/hands.ts';
import { stage, type Stage } from '../setup/stage.ts';

const topic = '农村饮水安全视察';

/** 县政协和三个乡镇联动: one record, once for the county, once for each township, and the pages show that the sums agree. */
describe.skipIf(!hasBrowser())('a county and three townships visit together', { timeout: 240_000 }, () => {
  let county: TestCounty;
  let theatre: Stage;
  let [office, township]: Page[] = [];
  let bodies: string[] = [];
  let visit = '';

  beforeAll(async () => {
    county = await testCounty(slices);
    const third = await county.act(async (act) => {
      const [one] = await createMany(act, committee, [{ state: 'established', name: '龙潭乡政协联络委', place: '龙潭乡', place_kind: 'township', form: '联络委', founded_on: '2022-03-01', rank: 3 }]);
      await createMany<Inspection>(act, inspection, [{ state: 'held', committee_id: county.here.committee, topic: '春耕备耕调研', kind: 'research', held_on: today(), joint: false, attendance: 5 }]);
      return one!.id;
    });
    bodies = [county.here.committee, county.there.committee, third];
    theatre = await stage(county.database);
    office = await comeIn(county, theatre, { name: '周敏', role: 'county_office' });
    township = await comeIn(county, theatre, { name: '杨工', role: 'worker', committee: county.there.committee }, phone);
  }, 240_000);
  afterAll(() => theatre?.close());

  const at = (path: string): string => `${theatre.address}${path}`;

  /** What the list behind a number says of its own length. */
  async function number(figure: string, committeeId?: string): Promise<number> {
    await office!.goto(at(`/inspections?figure=${figure}${committeeId ? `&committee=${committeeId}` : ''}`));
    const remark = office!.getByText(/下面的\d+条就是这个数字/u);
    await remark.waitFor();
    return Number(/下面的(\d+)条/u.exec(await remark.innerText())![1]);
  }

  test('before it, one township has one visit', async () => {
    expect(await number('inspections_held')).toBe(1);
    expect(await number('inspections_held', bodies[0])).toBe(1);
    expect(await number('inspections_held', bodies[1])).toBe(0);
  });

  test('the county office enters it once, with all who take part', async () => {
    await office!.goto(at('/inspections/new'));
    await fillIn(office!, { 主题: topic, 类别: '视察', 时间: today(), 地点: '三个乡镇的水厂' });
    const partners = office!.getByRole('group', { name: /^一起开展的联络委/u });
    for (const place of ['白石镇', '小河乡', '龙潭乡']) await partners.getByLabel(place).check();
    await seen(office!, 'joint-new');
    await office!.getByRole('button', { name: '登记', exact: true }).click();
    await office!.getByRole('heading', { name: topic, level: 1 }).waitFor();
    visit = office!.url();
    expect(await read(office!)).toMatch(/县政协 · (?:(?:白石镇|小河乡|龙潭乡)、?){3} · /u);
    await take(office!, visit, '登记已开展', { 实际时间: today(), 参加委员人次: '12' });
    await seen(office!, 'joint-held');
  });

  test('once for the county, once for each township', async () => {
    expect(await number('inspections_held')).toBe(2);
    expect(await number('inspections_held', bodies[0])).toBe(2);
    expect(await number('inspections_held', bodies[1])).toBe(1);
    expect(await number('inspections_held', bodies[2])).toBe(1);
    expect(await number('inspections_joint')).toBe(1);
    expect(await number('inspections_joint', bodies[2])).toBe(1);
  });

  test('the overlap is listed, adds up, and can be downloaded', async () => {
    await office!.goto(at('/inspections/overlap'));
    await office!.getByText('2 = 4 − 2').waitFor();
    expect(await read(office!)).toContain('全县开展2次；各联络委的次数相加是4次，其中重复2次');
    await seen(office!, 'joint-overlap');
    const [download] = await Promise.all([office!.waitForEvent('download'), office!.getByRole('link', { name: 'Excel' }).click()]);
    expect(download.suggestedFilename()).toContain('联动重复');
  });

  test('a township that took part finds it among its own on the phone, and its quarter is done', async () => {
    await township!.goto(at(`/inspections?committee_id=${bodies[1]}`));
    await township!.getByRole('link', { name: topic }).waitFor();
    await seen(township!, 'joint-township-phone');
    await township!.goto(at(visit.slice(theatre.address.length)));
    await township!.getByRole('heading', { name: topic, level: 1 }).waitFor();
    await seen(township!, 'joint-visit-phone');
    const month = today().slice(0, 7);
    const first = `${month.slice(0, 4)}-${String(Math.floor((Number(month.slice(5)) - 1) / 3) * 3 + 1).padStart(2, '0')}-01`;
    await township!.goto(at(`/duty-calendar/inspection_quarterly/${first}?committee=${bodies[1]}`));
    await township!.getByText(/已完成|已办/u).first().waitFor();
    await seen(township!, 'joint-quarter-phone');
  });
});
