import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { importsSlice } from '#imports/slice.ts';
import { reading } from '#platform/records/act.ts';
import { get, list } from '#platform/records/read.ts';
import { createMany } from '#platform/records/write.ts';
import { countFigures } from '#platform/figures/count.ts';
import { committeesSlice } from '#institutions/committees/slice.ts';
import { membersSlice } from '#institutions/members/slice.ts';
import { workCalendarSlice } from '#plans/calendar/slice.ts';
import { parametersSlice } from '#plans/parameter-values/slice.ts';
import { instruction, type Instruction } from '#duties/opinions/instructions/record.ts';
import { opinionItem, type OpinionItem } from '#duties/opinions/items/record.ts';
import { figures } from '#duties/opinions/outcomes/facts.ts';
import { outcome, type Outcome } from '#duties/opinions/outcomes/record.ts';
import { opinionsSlice } from '#duties/opinions/slice.ts';
import { testCounty, type TestCounty } from '../../../../test/county.ts';
import { siteOf, type Visitor } from '../../../../test/visitor.ts';

const ours = [committeesSlice(), membersSlice, parametersSlice, workCalendarSlice, opinionsSlice];
const slices = [...ours, importsSlice({ targets: ours.flatMap(({ imports = [] }) => imports), founders: [], undoDays: async () => 30 })];
let county: TestCounty;
let office: Visitor;
let items: OpinionItem[];

beforeAll(async () => {
  county = await testCounty(slices);
  office = await siteOf(county, slices)({ role: 'county_office' });
  const item = (title: string, more: Partial<OpinionItem>) => ({ title, state: 'issued', committee_id: county.here.committee, member_id: county.here.member, submitted_on: '2025-03-02', precision: 'day', sources: 0, outcomes: 0, instructions: 0, issue_year: 2025, ...more });
  items = await county.act((act) => createMany<OpinionItem>(act, opinionItem, [
    item('关于规范集镇停车的建议', { issue: 3 }), item('山区孩子上学路远', { issue: 4 }), item('同名的信息', { issue: 5 }), item('同名的信息', { issue: 6 }), item('还没有报送', { state: 'draft', issue_year: null }), item('往年第三期', { issue: 3, issue_year: 2024 }),
  ]));
});
afterAll(() => county.drop());

const sheet = (...rows: string[]) => ({ name: '采用情况登记表.csv', bytes: new TextEncoder().encode(`采用情况登记表\n信息标题,期号,采用层级,采用方式,采用单位,刊物和期号,采用日期,共用几条原稿,说明\n${rows.join('\n')}\n`) });
const instructions = (...rows: string[]) => ({ name: '领导批示登记表.csv', bytes: new TextEncoder().encode(`领导批示登记表\n信息标题,期号,批示层级,批示领导,批示日期,批示原文\n${rows.join('\n')}\n`) });
const sendIn = async (file: { name: string; bytes: Uint8Array }) => (await office.upload('/imports', [file])).body.items[0].id as string;
const preview = async (id: string) => (await office.json(`/imports/${id}`)).body;
const outcomesNow = () => reading(county.house, county.cast.office, (look) => list<Outcome>(look, outcome, { limit: 100, order: [{ column: 'came_on' }] }));
const itemNow = (n: number) => reading(county.house, county.cast.office, (look) => get<OpinionItem>(look, opinionItem, items[n]!.id));
const numbers = () => reading(county.house, county.cast.office, async (look) => Object.fromEntries(await countFigures(look, figures, {})));

const rows = [
  '关于规范集镇停车的建议,,市,综合采用,市政协办公室,市《社情民意》第12期,2025-04-01,1/3,',
  '山区孩子上学路远,,市,综合采用,市政协办公室,市《社情民意》第12期,2025-04-01,1/3,',
  ',〔2025〕第4期,,采用,省政协办公厅,,2025-05-06,,',
  '同名的信息,6,县,转呈,县委办公室,,2025-05-07,,请县委阅示',
];

describe('the register of adoptions', () => {
  test('is looked through first, row by row, with what is refused and why', async () => {
    const id = await sendIn(sheet(...rows, '没有的信息,,市,采用,市政协,,2025-05-01,,', '同名的信息,,市,采用,市政协,,2025-05-01,,', '还没有报送,,市,采用,市政协,,2025-05-01,,', ',,市,采用,市政协,,2025-05-01,,', '山区孩子上学路远,,,采用,某刊,,2025-05-01,,', '山区孩子上学路远,,县,批示,县委,,2025-05-01,,'));
    const { counts, rows: shown } = await preview(id);
    expect(counts).toMatchObject({ new: 4, refused: 6 });
    const why = shown.items.filter(({ verdict }: { verdict: string }) => verdict === 'refused').map(({ remarks }: { remarks: { sentence: string }[] }) => remarks.map(({ sentence }) => sentence).join());
    expect(why).toEqual([expect.stringContaining('没有已报送的信息“没有的信息”'), expect.stringContaining('有2条信息都是'), expect.stringContaining('还没有报送'), expect.stringContaining('请写信息的标题或期号'), expect.stringContaining('看不出是哪一级'), expect.stringContaining('领导批示登记表')]);
    expect(await outcomesNow()).toEqual([]);
  });

  test('enters the good rows, counts them on their items, knows the same sheet again, and is undone without a trace', async () => {
    const before = await numbers();
    const id = await sendIn(sheet(...rows));
    expect((await office.send(`/imports/${id}/entering`, {})).body).toMatchObject({ entered: 4 });
    const entered = await outcomesNow();
    expect(entered).toMatchObject([
      { kind: 'adopted_merged', level: 'city', share_of: 3, came_on: '2025-04-01', member_id: county.here.member }, { kind: 'adopted_merged', share_of: 3 },
      { kind: 'adopted_single', level: 'province', body: '省政协办公厅', title: '山区孩子上学路远', share_of: null }, { kind: 'forwarded', level: 'county', item_id: items[3]!.id, words: '请县委阅示' },
    ]);
    expect(entered[0]!.piece_id).toBe(entered[1]!.piece_id);
    expect((await Promise.all([0, 1, 2, 3].map(itemNow))).map(({ outcomes }) => outcomes)).toEqual([1, 2, 0, 1]);
    expect(await numbers()).toMatchObject({ adoptions: 3, pieces_adopted: 2, adoptions_merged: 2, items_forwarded: 1 });
    const again = await preview(await sendIn(sheet(...rows.slice(0, 3), rows[3]!.replace('请县委阅示', '已转呈'))));
    expect(again.counts).toMatchObject({ new: 0, changed: 1, refused: 0 });
    expect((await office.send(`/imports/${id}/undoing`, {})).status).toBe(200);
    expect(await outcomesNow()).toEqual([]);
    expect((await Promise.all([0, 1, 2, 3].map(itemNow))).map(({ outcomes }) => outcomes)).toEqual([0, 0, 0, 0]);
    expect(await numbers()).toEqual(before);
  });
});

describe('the register of instructions', () => {
  test('comes in beside it: of which item, which leader, which day; undone, the item has none', async () => {
    const id = await sendIn(instructions(',2025年第3期,,县委书记石某某,2025-06-20,请交通局研办', '往年第三期,,县,县长,2024-07-01,', '往年第三期,,县,县长,6月,'));
    expect((await preview(id)).counts).toMatchObject({ new: 2, refused: 1 });
    expect((await office.send(`/imports/${id}/entering`, {})).body).toMatchObject({ entered: 2 });
    const noted = await reading(county.house, county.cast.office, (look) => list<Instruction>(look, instruction, { limit: 10, order: [{ column: 'instructed_on' }] }));
    expect(noted).toMatchObject([{ item_id: items[5]!.id, leader: '县长', words: null }, { item_id: items[0]!.id, leader: '县委书记石某某', level: 'county', words: '请交通局研办', state: 'noted' }]);
    expect(await itemNow(0)).toMatchObject({ outcomes: 1, instructions: 1 });
    expect((await office.send(`/imports/${id}/undoing`, {})).status).toBe(200);
    expect(await itemNow(0)).toMatchObject({ outcomes: 0, instructions: 0 });
  });
});
