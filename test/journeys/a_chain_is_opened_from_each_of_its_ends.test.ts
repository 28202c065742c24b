import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { slices } from '#county.ts';
import { countFigures } from '#platform/figures/count.ts';
import { reading } from '#platform/records/act.ts';
import { inspectionsHeld } from '#duties/inspections/facts.ts';
import { createMany } from '#platform/records/write.ts';
import { inspection, type Inspection } from '#duties/inspections/record.ts';
import { testCounty, type TestCounty } from '../county.ts';
import { hasBrowser } from '../setup/browser.ts';
import { comeIn, fillIn, phone, read, seen, take } from '../setup/hands.ts';
import { stage, type Stage } from '../setup/stage.ts';

const id = '[0-9a-f-]{36}';
const light = '上学路上没有路灯';

/** A villager's word becomes an item, a visit, a consultation, a proposal with its reply, and a deed that is verified: one picture, from each of its ends. */
describe.skipIf(!hasBrowser())('a chain is opened from each of its ends', { timeout: 300_000 }, () => {
  let county: TestCounty;
  let theatre: Stage;
  let [worker, office, unit, inTheField]: Page[] = [];
  /** Where each record of the chain is, in the order in which they came. */
  const ends: string[] = [];

  beforeAll(async () => {
    county = await testCounty(slices);
    theatre = await stage(county.database);
    const { here } = county;
    worker = await comeIn(county, theatre, { name: '王小梅', role: 'worker', committee: here.committee });
    office = await comeIn(county, theatre, { name: '周敏', role: 'county_office' });
    unit = await comeIn(county, theatre, { name: '赵水', role: 'unit_clerk', unit: here.unit });
    inTheField = await comeIn(county, theatre, { name: '龙主任', role: 'director', committee: here.committee }, phone);
  }, 240_000);
  afterAll(() => theatre?.close());

  const at = (path: string): string => (path.startsWith('http') ? path : `${theatre.address}${path}`);
  /** From the page of a record to its chain, as it is found there. */
  async function toChain(page: Page, address: string): Promise<void> {
    await page.goto(at(address));
    await page.getByRole('heading', { name: '来龙去脉' }).waitFor();
    await page.getByRole('link', { name: /^(?:前后经过|连到别的记录)$/u }).first().click();
    await page.waitForURL(/\/chain\//u);
    await page.getByRole('heading', { name: '来龙去脉', level: 1 }).waitFor();
  }
  /** Writes what arises from a record: what is known is filled in already. */
  async function begin(page: Page, from: string, label: string, path: string, known: string, fields: Record<string, string>): Promise<void> {
    await toChain(page, from);
    await page.getByRole('link', { name: label }).click();
    await page.waitForURL(new RegExp(`/${path}/new`, 'u'));
    await page.getByText('登记后自动连在一起').waitFor();
    expect(await page.locator('input[name=topic], input[name=title], input[name=deed], textarea[name=deed]').first().inputValue()).toContain(known);
    await fillIn(page, fields);
    await page.locator('main form .btn-primary').last().click();
    await page.waitForURL(new RegExp(`/${path}/${id}$`, 'u'));
    ends.push(page.url());
  }

  test('what a villager says is written down, and made into an item', async () => {
    await worker!.goto(at('/ledger/new'));
    await fillIn(worker!, { 反映事项: light, '村（社区）、地点': '下坪村', 收集方式: '走访' });
    await worker!.getByRole('button', { name: '登记', exact: true }).click();
    await worker!.waitForURL(new RegExp(`/ledger/${id}$`, 'u'));
    ends.push(worker!.url());
    await worker!.getByRole('link', { name: '编写信息' }).click();
    await worker!.waitForURL(/\/opinion-items\/new/u);
    await fillIn(worker!, { 标题: '关于安装路灯的建议', 情况问题: '冬天放学天黑', 意见建议: '装路灯' });
    await worker!.getByRole('button', { name: '保存草稿' }).click();
    await worker!.waitForURL(new RegExp(`/opinion-items/${id}$`, 'u'));
    ends.push(worker!.url());
    await take(worker!, ends[1]!, '报送', { 报送去向: '报县政协转呈', '已核不涉密、不涉及个人隐私': '是' });
  });

  test('from each record the next is begun with what is known, and is linked with it', async () => {
    await begin(worker!, ends[1]!, '开展一次调研视察', 'inspections', '关于安装路灯的建议', { 主题: '上学路段照明调研' });
    await begin(worker!, ends[2]!, '开展一次协商', 'consultations', '上学路段照明调研', { 议题: '路灯谁来管' });
    await begin(office!, ends[3]!, '写一件提案', 'proposals', '路灯谁来管', { 情况和问题: '没有路灯', 建议: '统一安装', 第一提案人: '石大山（白石镇）', 征集的联络委: '白石镇', 时间类别: '平时提案', 提案类型: '委员提案' });
  });

  test('the proposal is answered, and what was still missing becomes a deed that is verified', async () => {
    const proposal = ends[4]!;
    await office!.goto(proposal);
    await office!.locator('.steps').waitFor();
    await take(office!, proposal, '立案');
    await take(office!, proposal, '交办', { 主办单位: '县水务局' });
    await take(unit!, proposal, '签收');
    await take(unit!, proposal, '答复', { 办理结果: '已解决或基本解决', 答复内容: '路灯已装好。' });
    await begin(office!, proposal, '办一件民生实事', 'deeds', '路灯', { 委员: '石大山（白石镇）', 实事内容: '捐装十二盏路灯', 服务类型: '捐资助困' });
    await take(worker!, ends[5]!, '核实');
  });

  test('each end opens the same picture, at a desk and on a phone', async () => {
    const shown = async (page: Page, address: string): Promise<{ titles: string[]; marked: string }> => {
      await toChain(page, address);
      const visible = page.locator('svg.chain-picture:visible');
      expect(await visible.count()).toBe(1);
      return { titles: (await page.locator('.chain-list > li > a').allInnerTexts()).toSorted(), marked: await visible.locator('.chain-from').count() === 1 ? await page.locator('.chain-list > li', { has: page.locator('.chain-here') }).locator('> a').innerText() : '' };
    };
    for (const page of [office!, inTheField!]) {
      const chains: Awaited<ReturnType<typeof shown>>[] = [];
      for (const end of ends) chains.push(await shown(page, end));
      expect(new Set(chains.map(({ titles }) => titles.join('|'))).size).toBe(1);
      expect(chains[0]!.titles).toHaveLength(6);
      expect(new Set(chains.map(({ marked }) => marked)).size).toBe(6);
      await seen(page, page === office ? 'chain-desk' : 'chain-phone');
    }
    expect(await read(office!)).toContain('已核实');
  });

  test('a visit that the county and the township both wrote down is marked as one event, counts once, and the overlap is told', async () => {
    const { here, there } = county;
    const common = { topic: '河道清淤情况视察', kind: 'inspection', held_on: '2025-06-03', precision: 'day', state: 'held', place: '白石河' } as const;
    const [first] = await county.act((act) => createMany<Inspection>(act, inspection, [{ ...common, committee_id: here.committee, joint: true }, { ...common, committee_id: there.committee, topic: '白石河河道清淤视察' }]));
    const count = () => reading(county.house, county.cast.office, async (look) => (await countFigures(look, [inspectionsHeld], { from: '2025-06-01', to: '2025-06-30' })).get('inspections_held'));
    expect(await count()).toBe(2);
    await office!.goto(at('/overlaps?from=2025-06-01&to=2025-06-30'));
    await office!.getByRole('heading', { name: '可能是同一件事，请您核对' }).waitFor();
    await office!.getByRole('link', { name: /河道清淤/u }).first().click();
    await office!.getByRole('heading', { name: '连在一起' }).waitFor();
    await fillIn(office!, { 两条是什么关系: '两条记的是同一件事', 为什么连在一起: '县里和乡镇各记了一条' });
    await seen(office!, 'same-event');
    await office!.getByRole('button', { name: '连在一起' }).click();
    await office!.getByRole('status').filter({ hasText: '已连在一起' }).waitFor();
    expect(await count()).toBe(1);
    await office!.goto(at('/overlaps?from=2025-06-01&to=2025-06-30'));
    await office!.getByRole('link', { name: '河道清淤情况视察' }).or(office!.getByRole('link', { name: '白石河河道清淤视察' })).first().waitFor();
    expect(await read(office!)).toMatch(/调研视察2条/u);
    await seen(office!, 'overlap');
    const csv = await office!.request.get(at('/overlaps.csv?from=2025-06-01&to=2025-06-30'));
    expect(await csv.text()).toMatch(/调研视察2条/u);
    expect(first!.counted_with).toBeNull();
  });
});
