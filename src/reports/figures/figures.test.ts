import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { claims, figures, ratios, slices } from '#county.ts';
import { countFigures } from '#platform/figures/count.ts';
import { standingAt } from '#platform/records/moment.ts';
import { createMany, edit } from '#platform/records/write.ts';
import { reading } from '#platform/records/act.ts';
import { deed, type Deed } from '#duties/deeds/record.ts';
import { inspection, type Inspection } from '#duties/inspections/record.ts';
import { ledgerEntry, type LedgerEntry } from '#duties/opinions/ledger/record.ts';
import { divisionOf } from '#reports/figures/division.ts';
import { declaredWithOwn, ownFigures } from '#reports/figures/facts.ts';
import { yearsBefore } from '#reports/figures/comparing.ts';
import { ownFigure, type OwnFigureRow } from '#reports/figures/own/record.ts';
import { asReported } from '#reports/quoting/reckoning.ts';
import { waysFor } from '#reports/figures/ways.ts';
import { other, own } from '../../../test/cast.ts';
import { testCounty, type TestCounty } from '../../../test/county.ts';
import { faultsOfPath, matrix } from '../../../test/matrix.ts';
import { siteOf, type Visitor } from '../../../test/visitor.ts';

let county: TestCounty;
let office: Visitor;
let worker: Visitor;
let numbered = 0;
const year = 'from=2025-01-01&to=2025-12-31';
const declared = { figures, ratios, claims };

beforeAll(async () => {
  county = await testCounty(slices);
  const enter = siteOf(county, slices);
  [office, worker] = [await enter({ role: 'county_office' }), await enter({ role: 'worker', committee: county.there.committee })];
  const entry = (n: number, committee_id: string, more: object = {}) => ({ number: ++numbered, committee_id, matter: `第${n}件`, received_on: `2025-0${1 + (n % 6)}-10`, way: n % 2 === 0 ? 'visit' : 'meeting', category: n % 3 === 0 ? '饮水' : '道路', state: ledgerEntry.initial, ...more });
  await county.act((act) => createMany<LedgerEntry>(act, ledgerEntry, [
    ...Array.from({ length: 8 }, (_, n) => entry(n, county.here.committee)), ...Array.from({ length: 3 }, (_, n) => entry(n, county.there.committee)), entry(20, county.here.committee, { received_on: '2024-05-02' }),
  ]));
  await county.act((act) => createMany<Inspection>(act, inspection, [
    { committee_id: county.here.committee, partner_ids: [county.there.committee], topic: '联合', kind: 'research', held_on: '2025-03-21', precision: 'day', joint: true, report: false, state: 'held' },
    { committee_id: county.here.committee, topic: '饮水', kind: 'research', held_on: '2025-06-21', precision: 'day', joint: false, report: false, state: 'held' },
  ]));
  await county.act((act) => createMany<Deed>(act, deed, [1, 2, 3].map((n) => ({ member_id: n === 3 ? county.there.member : county.here.member, committee_id: n === 3 ? county.there.committee : county.here.committee, deed: `义诊${n}`, kind: 'clinic', done_on: `2025-04-0${n}`, precision: 'day', approximate: false, beneficiaries: 10 * n, state: 'recorded' }))));
});
afterAll(() => county.drop());

/** The lists behind numbers are as long as the numbers. */
async function expectLists(parts: readonly { n: number; list?: string }[]): Promise<void> {
  for (const { n, list } of parts) expect((await office.json(list!)).body.total, list).toBe(n);
}

describe('a figure and its parts', () => {
  test('by committee, each part opens its list, in the county’s order', async () => {
    const { status, body } = await office.json(`/figures/opinions_received?${year}&by=committee_id`);
    expect(status).toBe(200);
    expect(body).toMatchObject({ value: 11, unit: '条', by: [{ name: 'committee_id', label: '联络委' }], parts: [[{ label: '小河乡', n: 3 }, { label: '白石镇', n: 8, share: '72.73%' }]] });
    await expectLists(body.parts[0]);
  });

  test('by two ways it is a table; every cell opens its list', async () => {
    const { body } = await office.json(`/figures/opinions_received?${year}&by=committee_id&by=way`);
    expect(body.cells).toHaveLength(4);
    expect(body.cells.reduce((sum: number, { n }: { n: number }) => sum + n, 0)).toBe(body.value);
    await expectLists(body.cells);
  });

  test('what several committees did together is in the part of each, and adds up to more', async () => {
    const { body } = await office.json(`/figures/inspections_held?${year}&by=body_ids`);
    expect(body).toMatchObject({ value: 2, additive: false, parts: [[{ label: '小河乡', n: 1 }, { label: '白石镇', n: 2 }]] });
    const narrowed = await office.json(`/figures/inspections_held?${year}&by=body_ids&by.body_ids=${county.there.committee}`);
    expect(narrowed.body.parts[0].map(({ label, n }: { label: string; n: number }) => [label, n])).toEqual([['小河乡', 1]]);
  });

  test('members are counted where they belonged, and what follows from records by its own rows', async () => {
    const members = await office.json(`/figures/members_stationed?${year}&by=committee`);
    expect(members.body.parts[0].map(({ n }: { n: number }) => n)).toEqual([1, 1]);
    await expectLists(members.body.parts[0]);
    const haves = await office.json(`/figures/inspections_overlap?${year}`);
    expect(haves.body).toMatchObject({ value: 1, ways: [] });
  });

  test('beside last year, the plan and month by month', async () => {
    const { body } = await office.json(`/figures/opinions_received?${year}`);
    expect(body.last_year).toMatchObject({ from: '2024-01-01', to: '2024-12-31', value: 1 });
    await expectLists([{ n: body.last_year.value, list: body.last_year.list }]);
    expect(body.plan.map(({ obligation }: { obligation: string }) => obligation)).toContain('ledger_monthly');
    expect(body.trend).toHaveLength(12);
    expect(body.trend.reduce((sum: number, { value }: { value: number }) => sum + value, 0)).toBe(11);
    await expectLists(body.trend.slice(0, 2).map(({ value, list }: { value: number; list: string }) => ({ n: value, list })));
  });

  test('a share by committee has numerator and denominator of each', async () => {
    const { body } = await office.json(`/figures/deeds_confirmed_rate?${year}&by=committee_id`);
    expect(body.parts).toMatchObject([{ label: '小河乡', denominator: 1 }, { label: '白石镇', denominator: 2 }]);
  });

  test('the page, and its table as CSV, tell the same', async () => {
    const page = await office.get(`/figures/opinions_received?${year}&by=committee_id`);
    for (const words of ['按联络委分', '白石镇', '72.73%', '上年同期', '固定链接', '怎样数', '按记录计']) expect(page.text).toContain(words);
    const csv = await (await office.fetch(`/figures/opinions_received/table.csv?${year}&by=committee_id`)).text();
    expect(csv.replace(/^\uFEFF/, '').trim().split('\r\n')).toEqual(['', '小河乡,3,27.27%', '白石镇,8,72.73%', '全部,11,'].map((line, place) => (place === 0 ? expect.stringMatching(/^联络委,.+（条）,占比$/) : line)));
  });

  test('shares are rounded each for itself, or made to add up to 100, as the address says', async () => {
    const shares = async (more: string) => (await office.json(`/figures/opinions_received?${year}&by=committee_id&${more}`)).body.parts[0].map(({ share }: { share: string }) => share);
    expect(await shares('decimals=0')).toEqual(['27%', '73%']);
    expect(await shares('decimals=1&shares=forced')).toEqual(['27.3%', '72.7%']);
    expect((await office.get(`/figures/opinions_received?${year}&by=committee_id&shares=forced`)).text).toContain('余数最大');
    expect((await office.get('/figures/opinions_received?decimals=9')).status).toBe(400);
  });

  test('a worker sees the own committee’s parts alone', async () => {
    const { body } = await worker.json(`/figures/opinions_received?${year}&by=committee_id`);
    expect(body).toMatchObject({ value: 3, parts: [[{ label: '小河乡', n: 3 }]] });
    expect((await worker.get(`/figures/opinions_received?${year}&committee=${county.here.committee}`)).status).toBe(403);
  });

  test('the pinned address counts the same after a correction', async () => {
    const { body } = await office.json(`/figures/opinions_received?${year}&by=category`);
    await county.act(async (act) => {
      const [row] = await createMany<LedgerEntry>(act, ledgerEntry, [{ number: ++numbered, committee_id: county.here.committee, matter: '后补', received_on: '2025-02-02', way: 'visit', category: '道路', state: ledgerEntry.initial }]);
      return edit(act, ledgerEntry, row!.id, undefined, { category: '饮水' } as Partial<LedgerEntry>);
    }, county.cast.office);
    const again = await office.json(`/figures/opinions_received?${body.query}&by=category`);
    expect(again.body.parts[0].map(({ label, n }: { label: string; n: number }) => [label, n])).toEqual(body.parts[0].map(({ label, n }: { label: string; n: number }) => [label, n]));
    expect((await office.json(`/figures/opinions_received?${year}&by=category`)).body.value).toBe(12);
  });

  test('years are laid side by side when an old category is called what it is called today', async () => {
    const word = (was: string, becomes: string) => office.send('/category-words', { kind: 'ledger_entry', was, becomes });
    const then = await office.json(`/figures/opinions_received?${year}&by=category_now`);
    expect((await word('道路', '交通出行')).status).toBe(201);
    const now = await office.json(`/figures/opinions_received?${year}&by=category_now`);
    expect(now.body.parts[0].map(({ label }: { label: string }) => label).toSorted()).toEqual(['交通出行', '饮水']);
    await expectLists(now.body.parts[0]);
    expect((await office.json(`/figures/opinions_received?${year}&by=category`)).body.parts[0].map(({ label }: { label: string }) => label).toSorted()).toEqual(['道路', '饮水']);
    const again = await office.json(`/figures/opinions_received?${then.body.query}&by=category_now`);
    expect(again.body.parts[0].map(({ label, n }: { label: string; n: number }) => [label, n])).toEqual(then.body.parts[0].map(({ label, n }: { label: string; n: number }) => [label, n]));
    for (const [was, becomes, field] of [['道路', '路', 'was'], ['路', '道路', 'becomes'], ['交通出行', '路', 'was'], ['路', '路', 'becomes']] as const) {
      const { status, body } = await word(was, becomes);
      expect([status, Object.keys(body.fields)], `${was} ${becomes}`).toEqual([422, [field]]);
    }
    expect((await worker.send('/category-words', { kind: 'proposal', was: '甲', becomes: '乙' })).status).toBe(403);
  });

  test('every figure there is can be divided, and parts that do not overlap add up to it', async () => {
    const asked = { from: '2024-01-01', to: '2025-12-31' };
    await reading(county.house, county.cast.office, async (look) => {
      const standing = await standingAt(look);
      for (const [n, figure] of figures.entries()) {
        const ways = waysFor(county.house, figure);
        if (ways.length === 0) continue;
        const way = ways[(n * 7) % ways.length]!;
        const { additive, values } = await divisionOf(standing, figure, [way], asked);
        const whole = (await countFigures(asReported(look), [figure], asked)).get(figure.name) ?? 0;
        const sum = values[0]!.reduce((all, { n: part }) => all + part, 0);
        if (additive) expect(sum, `${figure.name} by ${way.name}`).toBe(whole);
        else expect(sum, `${figure.name} by ${way.name}`).toBeGreaterThanOrEqual(whole > 0 && ways.length > 0 ? 1 : 0);
      }
    });
  });

  test('no figure is divided by person', () => {
    for (const figure of figures) expect(waysFor(county.house, figure).filter(({ named }) => named === 'member' || named === 'person')).toEqual([]);
  });

  test.each([
    ['by=nothing', 400], ['by=committee_id&by=way&by=month', 400], ['by.committee_id=1', 400], ['by.month=2025-13', 400], ['with=nothing', 404], ['with=deeds_done', 400], ['each=matter', 400], ['each=committee_id&sum=x', 400],
    [`${Array.from({ length: 13 }, (_, n) => `by.x${n}=1`).join('&')}`, 400], ['by.nothing=1', 400], ['by.member_id=1', 400], ['to=2024-01-01', 400],
  ])('%s is answered %i with a sentence', async (query, status) => {
    const answer = await office.get(`/figures/opinions_received?${query}${query.startsWith('to') ? '&from=2025-01-01' : ''}`);
    expect(answer.status).toBe(status);
    expect(answer.text).toMatch(/请|没有/);
  });
});

describe('the register', () => {
  const found = async (query: string) => (await office.json(`/figures?${year}&${query}`)).body;

  test('is looked through by words, initials, chapter and kind', async () => {
    const byWords = await found('q=民生 实事');
    expect(byWords.figures.map(({ name }: { name: string }) => name)).toContain('deeds_done');
    expect(byWords.figures.map(({ name }: { name: string }) => name)).not.toContain('inspections_held');
    expect((await found('q=dysc')).figures.map(({ name }: { name: string }) => name)).toContain('inspections_held');
    expect((await found(`chapter=${encodeURIComponent('提案（每年）')}&kind=ratio`))).toMatchObject({ figures: [], claims: [] });
    expect((await found('about=deed&kind=figure')).figures.every(({ list }: { list: string }) => list.startsWith('/deeds?'))).toBe(true);
    expect((await office.get(`/figures?${year}&q=没有这样的词`)).text).toContain('找到0个');
  });
});

describe('a figure of the county’s own', () => {
  const composition = 'figure=opinions_received&by.way=visit';
  const make = (content: object) => office.send('/own-figures', { label: '走访收集的意见', definition: '走访时收集的意见条数。', unit: '条', composition, ...content });

  test('is put together in the page, seen, named, and read by township like any other', async () => {
    const page = await office.get(`/own-figures/compose?figure=opinions_received&by.way=visit&add=category&${year}`);
    for (const words of ['现在是多少', '收集方式', '饮水（', '存为自拟数字']) expect(page.text).toContain(words);
    const { status, body } = await make({});
    expect(status).toBe(201);
    expect(body).toMatchObject({ state: 'in_use', number: 1 });
    const told = await office.json(`/figures/own_1?${year}&by=committee_id`);
    expect(told.body).toMatchObject({ label: '走访收集的意见', unit: '条' });
    await expectLists([{ n: told.body.value, list: told.body.list }, ...told.body.parts[0]]);
    expect((await office.json(`/figures?${year}&kind=own`)).body.figures).toMatchObject([{ name: 'own_1', value: told.body.value }]);
  });

  test('is begun where it is put together: a form without a composition leads there', async () => {
    const led = await office.fetch('/own-figures/new', { redirect: 'manual' });
    expect([led.status, led.headers.get('location')]).toEqual([303, '/own-figures/compose']);
    expect((await office.get(`/own-figures/new?composition=${encodeURIComponent(composition)}`)).status).toBe(200);
    expect((await worker.get('/own-figures/new')).status).toBe(404);
  });

  test('can count different ones and sums, and be a share', async () => {
    expect((await make({ label: '做过义诊的联络委', unit: '个', composition: 'figure=deeds_done&by.kind=clinic&each=committee_id' })).body.number).toBe(2);
    expect((await office.json(`/figures/own_2?${year}`)).body.value).toBe(2);
    expect((await make({ label: '走访占比', composition, ratio_of: 'figure=opinions_received', decimals: 1, convention: '按条数计' })).status).toBe(201);
    const share = await office.json(`/figures/own_3?${year}&by=committee_id`);
    expect(share.body).toMatchObject({ denominator: 12, convention: '按条数计' });
    const { figures: known, ratios: shares } = await reading(county.house, county.cast.office, (look) => declaredWithOwn(look, declared));
    expect(known.map(({ name }) => name)).toEqual(expect.arrayContaining(['own_1', 'own_2', 'own_3_part']));
    expect(shares.map(({ name }) => name)).toContain('own_3');
  });

  test('says how a superior asks for the same number, or why it cannot', async () => {
    const page = async (content: object) => (await office.get(`/own-figures/${(await make(content)).body.id}`)).text;
    expect(await page({ label: '接访收集的意见', composition: 'figure=opinions_received&by.way=reception' })).toMatch(/选“[^”]+”，附加条件填：by\.way=reception/);
    expect(await page({ label: '白石镇的意见', composition: `figure=opinions_received&by.committee_id=${county.here.committee}` })).toContain('别的县没有同一个');
    expect(await page({ label: '接访占比', composition, ratio_of: 'figure=opinions_received', decimals: 1, convention: '按条数计' })).toContain('分子和分母作为两个数字');
  });

  test('counts in an earlier report as it did then', async () => {
    const { id } = await reading(county.house, county.cast.office, async (look) => (await ownFigures(look))[0]!);
    const before = await office.json(`/figures/own_1?${year}`);
    const changed = await office.send(`/own-figures/${id}`, { composition: 'figure=opinions_received&by.way=meeting', version: 1 }, 'PATCH');
    expect(changed.status).toBe(200);
    expect((await office.json(`/figures/own_1?${before.body.query}`)).body.value).toBe(before.body.value);
    expect((await office.json(`/figures/own_1?${year}`)).body.value).not.toBe(before.body.value);
    await office.send(`/own-figures/${id}/retirement`, { reason: '不用了', version: 2 });
    expect((await office.json(`/figures/own_1?${year}`)).status).toBe(404);
    expect((await office.json(`/figures/own_1?${before.body.query}`)).body.value).toBe(before.body.value);
  });

  test.each([
    [{ composition: 'figure=opinions_received' }, 'composition'], [{ composition: 'figure=nothing&by.x=1' }, 'composition'], [{ composition: 'by.x=1' }, 'composition'], [{ label: '做过义诊的联络委' }, 'label'],
    [{ label: '调研视察活动' }, 'label'], [{ label: '无口径的占比', ratio_of: 'figure=opinions_received' }, 'convention'], [{ label: '坏的分母', ratio_of: 'figure=x', convention: '按条' }, 'ratio_of'], [{ unit: '只' }, 'unit'],
  ])('%j is refused at its field', async (content, field) => {
    const { status, body } = await make({ label: `不行${field}`, ...content });
    expect(status).toBe(422);
    expect(Object.keys(body.fields)).toContain(field);
  });

  test('others than the office only read', async () => {
    expect((await worker.send('/own-figures', { label: '想要的', definition: '想要的。', unit: '条', composition })).status).toBe(403);
    expect((await worker.get('/own-figures/compose')).status).toBe(403);
    expect((await worker.get('/own-figures')).status).toBe(200);
  });

  test('has no dead end, and everybody’s rights are seen', () => {
    expect(faultsOfPath(ownFigure)).toEqual([]);
    expect(matrix(ownFigure, { 'of the own place': own as unknown as Partial<OwnFigureRow>, 'of another': other as unknown as Partial<OwnFigureRow> })).toMatchSnapshot();
  });
});

test('the last day of a month stays the last', () => {
  expect([yearsBefore('2025-02-28', 1), yearsBefore('2024-02-29', 1), yearsBefore('2025-12-31', 5), yearsBefore('2025-03-15', 1)]).toEqual(['2024-02-29', '2023-02-28', '2020-12-31', '2024-03-15']);
});

test('a share is divided by whatever both of its figures know, and says why not by more', async () => {
  const read = async (name: string) => (await office.get(`/figures/${name}?${year}`)).text.replaceAll(/<[^>]+>/gu, '');
  expect(await read('consultations_quality_rate')).toMatch(/“达到质量要求的协商活动”是由记录推算出来的，没有自己的登记项目，所以这个比率只能按联络委、月份、季度、半年、年度分。[^。]*状态[^。]*只有另一个数才有/u);
  expect(await read('solved_rate')).not.toContain('推算');
  const { body } = await office.json(`/figures/consultations_quality_rate?${year}&by=committee_id`);
  expect(body).toMatchObject({ by: 'committee_id', parts: [] });
  for (const name of ['adoption_rate', 'publication_rate', 'consultations_quality_rate']) {
    expect((await office.json(`/figures/${name}?${year}&by=quarter`)).body, name).toMatchObject({ by: 'quarter', parts: [] });
  }
});
