import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { slices } from '#county.ts';
import { createMany } from '#platform/records/write.ts';
import { today } from '#platform/time.ts';
import { inspection, type Inspection } from '#duties/inspections/record.ts';
import { plan, type Plan } from '#plans/documents/record.ts';
import { testCounty, type TestCounty } from '../county.ts';
import { hasBrowser } from '../setup/browser.ts';
import { comeIn, fill, phone, read, seen, take } from '../setup/hands.ts';
import { stage, type Stage } from '../setup/stage.ts';

const year = Number(today().slice(0, 4)) - 1;
const visit = '计: { 来源: 调研视察, 得: 2 }';
const scheme = `方案: 联络委考核办法
对象: 联络委
部分:
  - 名称: 履职
    项目:
      - { 名称: 调研视察, ${visit} }
等次: [{ 名称: 优秀, 最少: 6 }, { 名称: 合格 }]
`;

/** The office mends a draft, sees on the records of last year who moves and why, and adopts it; the committee reads what it is assessed by. */
describe.skipIf(!hasBrowser())('a scheme is tried before it is adopted', { timeout: 300_000 }, () => {
  let county: TestCounty;
  let theatre: Stage;
  let [office, worker]: Page[] = [];

  beforeAll(async () => {
    county = await testCounty(slices);
    theatre = await stage(county.database);
    const { here, there } = county;
    const held = (committee_id: string, days: string[]) => days.map((day) => ({ state: 'held', committee_id, topic: `${day}调研`, kind: 'research', held_on: `${year}-${day}`, precision: 'day', joint: false, report: false }));
    await county.act(async (act) => {
      await createMany<Inspection>(act, inspection, [...held(here.committee, ['01-10', '01-12', '01-14']), ...held(there.committee, ['02-10', '08-10'])]);
      await createMany<Plan>(act, plan, [{ kind: 'assessment', title: '考核评价方案', state: 'adopted', issued_on: `${year}-01-01`, in_force_from: `${year}-01-01` }]);
    });
    office = await comeIn(county, theatre, { name: '周敏', role: 'county_office' });
    worker = await comeIn(county, theatre, { name: '干事老李', role: 'worker', committee: here.committee }, phone);
  }, 240_000);
  afterAll(() => theatre?.close());

  const at = (path: string): string => `${theatre.address}${path}`;
  const write = (change: (text: string) => string) => office!.getByLabel('办法文本').inputValue().then((text) => office!.getByLabel('办法文本').fill(change(text)));

  test('the office begins a draft and is told line by line what is wrong, while it types', async () => {
    await office!.goto(at('/assessment-schemes'));
    await office!.getByRole('link', { name: '起草考核办法' }).click();
    await office!.getByRole('heading', { name: '起草考核办法' }).waitFor();
    await fill(office!, '从哪里开始', '空白');
    await fill(office!, '办法名称', '联络委考核办法');
    await fill(office!, '考核对象', '联络委');
    await office!.getByRole('button', { name: '开始起草' }).click();
    await office!.getByText('读得通：1个部分，1项').waitFor();
    await write(() => scheme.replace('来源', '来处'));
    await office!.getByText('不认识“来处”').waitFor();
    await office!.getByRole('link', { name: '第6行' }).click();
    expect(await office!.evaluate('document.activeElement.value.slice(document.activeElement.selectionStart, document.activeElement.selectionEnd)')).toContain('来处');
    await seen(office!, 'scheme-complaint');
  });

  test('what is right again comes to points at once; a word that no record has is asked about', async () => {
    await write((text) => text.replace('来处: 调研视察', '来源: 调研考察'));
    await office!.getByText('没有“调研考察”这种记录，一件也数不到').waitFor();
    await write((text) => text.replace('调研考察', '调研视察'));
    await office!.getByRole('heading', { name: '小河乡政协联络委：4分' }).waitFor();
    await office!.getByLabel('看哪一个联络委的各项').selectOption({ label: '白石镇政协联络委' });
    await office!.getByText('调研视察3件：3件×2分＝6分。').waitFor();
    await seen(office!, 'scheme-editor');
    await office!.getByRole('button', { name: '保存' }).click();
    await office!.getByText('已保存。').waitFor();
    await take(office!, office!.url(), '登记通过', { 依据的方案: '考核评价方案', 依据的条款: '第四条', 通过日期: `${year}-02-01`, 适用起始日: `${year}-02-01` });
    await seen(office!, 'scheme-adopted');
  });

  test('before the next edition is adopted, it is seen who moves and why', async () => {
    await office!.getByRole('link', { name: '起草新一版' }).click();
    await office!.getByRole('heading', { name: '起草新一版' }).waitFor();
    await office!.getByRole('button', { name: '起草新一版' }).click();
    await office!.getByText('已起草第2版').waitFor();
    await write((text) => text.replace(visit, '计: { 来源: 调研视察, 每期: { 期: 半年, 得: 4 } }'));
    await office!.getByText('半年至少1件').or(office!.getByText('达到每半年1件')).first().waitFor();
    await office!.getByRole('button', { name: '保存' }).click();
    await office!.getByText('已保存。').waitFor();
    const draft = office!.url();
    await office!.getByRole('link', { name: '看看会改变什么' }).click();
    await office!.getByRole('heading', { name: '谁会变' }).waitFor();
    expect(await read(office!)).toMatch(/小河乡政协联络委[\s\S]*4[\s\S]*8[\s\S]*＋4[\s\S]*2 → 1[\s\S]*合格 → 优秀/);
    await office!.getByRole('link', { name: '白石镇政协联络委' }).click();
    await office!.getByRole('heading', { name: '白石镇政协联络委：6分 → 4分，－2' }).waitFor();
    await office!.getByText('没有达到的：下半年').waitFor();
    await seen(office!, 'scheme-comparison');
    await office!.goto(draft);
    await office!.getByRole('link', { name: '负担和漏洞' }).click();
    await office!.getByRole('heading', { name: '要多少材料' }).waitFor();
    await seen(office!, 'scheme-burden');
    await take(office!, draft, '登记通过', { 依据的方案: '考核评价方案', 依据的条款: '第四条', 通过日期: `${year}-03-01`, 适用起始日: `${year}-03-01` });
  });

  test('the committee reads on the phone by what it is assessed', async () => {
    await worker!.goto(at('/assessment-schemes?state=adopted'));
    await worker!.getByRole('link', { name: '联络委考核办法（第2版）' }).click();
    await worker!.getByText('调研视察每半年至少1件得4分，没有达到的半年不得分').waitFor();
    expect(await worker!.getByRole('link', { name: '换一个办法看' }).count()).toBe(0);
    await seen(worker!, 'scheme-phone');
    await worker!.goto(at('/assessment-schemes/kinds'));
    await worker!.getByRole('heading', { name: /^34\. 酌情评定/ }).waitFor();
    await seen(worker!, 'scheme-kinds-phone');
  });
});
