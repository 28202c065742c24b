import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { committee } from '#institutions/committees/record.ts';
import { member } from '#institutions/members/record.ts';
import { bringWork, keptNameOf } from '#platform/kept-work.ts';
import { program } from '#platform/identity/actor.ts';
import type { Lifecycle, Recorded } from '#platform/lifecycle/lifecycle.ts';
import { reading, transact, type Act, type Reading } from '#platform/records/act.ts';
import { lastAct } from '#platform/records/moment.ts';
import { list } from '#platform/records/read.ts';
import { amend, create, createMany, removeMany } from '#platform/records/write.ts';
import { rowsOf } from '#platform/work-rows.ts';
import type { WorkKind } from '#platform/work.ts';
import { consultation } from '#duties/consultations/record.ts';
import { deed } from '#duties/deeds/record.ts';
import { inspection } from '#duties/inspections/record.ts';
import { instruction } from '#duties/opinions/instructions/record.ts';
import { opinionItem } from '#duties/opinions/items/record.ts';
import { ledgerEntry } from '#duties/opinions/ledger/record.ts';
import { outcome } from '#duties/opinions/outcomes/record.ts';
import { commendation } from '#duties/proposals/commendations/record.ts';
import { commendationRound } from '#duties/proposals/commendations/rounds/record.ts';
import { proposal } from '#duties/proposals/record.ts';
import { task } from '#duties/tasks/record.ts';
import { asksOf } from '#assessment/scores/condensing.ts';
import { scoresOf, subjectsOf, type Scored } from '#assessment/scores/facts.ts';
import { keptAsk } from '#assessment/scores/kept.ts';
import { readScheme } from '#assessment/schemes/text.ts';
import { duties, enterRandomYear, works, year } from '../../../test/random-year.ts';
import { testCounty, type TestCounty } from '../../../test/county.ts';

/** The work of committees that is kept with the writes tells what the records tell, whatever is entered, changed, moved and removed (docs/decisions/0034). */
let county: TestCounty;
beforeAll(async () => {
  county = await testCounty([...duties, { records: [committee, member] as never }]);
  await enterRandomYear(county, 15);
  await county.act(commend);
});
afterAll(() => county?.drop());

const kinds = works.filter(({ kept }) => kept);
const look = <T>(work: (at: Reading) => Promise<T>): Promise<T> => reading(county.house, program(county.id), work);
type Row = Recorded & Record<string, unknown>;

async function commend(act: Act): Promise<void> {
  const round = await create(act, commendationRound, { title: '评优', from_on: '2025-01-01', until_on: '2025-12-31' });
  const judged = await list(act, proposal, { limit: 6 });
  await createMany(act, commendation, judged.map(({ id, title }, place) => ({ round_id: round.id, kind: 'proposal', proposal_id: id, subject: `${title}${place}`, recommended_by: '提案委员会', recommended_on: '2025-12-01' })));
}

/** Of each kind of record: what of it is taken over from another of its kind, and whether nothing else hangs on it. */
const changing: readonly { declared: Lifecycle; columns: readonly string[]; alone?: true }[] = [
  { declared: ledgerEntry as never, columns: ['state', 'committee_id', 'received_on', 'category', 'outcome', 'dispute', 'settled', 'closed_on', 'verified_on', 'result_rating'], alone: true },
  { declared: opinionItem as never, columns: ['state', 'committee_id', 'submitted_on', 'category', 'counted_as_proposal', 'outcomes', 'instructions'] },
  { declared: outcome as never, columns: ['state', 'kind', 'level', 'came_on', 'item_id', 'committee_id'], alone: true },
  { declared: instruction as never, columns: ['state', 'level', 'instructed_on', 'handed_on', 'committee_id'], alone: true },
  { declared: inspection as never, columns: ['state', 'kind', 'held_on', 'committee_id', 'partner_ids', 'joint', 'report'] },
  { declared: consultation as never, columns: ['state', 'kind', 'held_on', 'committee_id'], alone: true },
  { declared: proposal as never, columns: ['state', 'submitted_on', 'committee_id', 'disposition', 'key_since', 'rating_result', 'replied_on', 'cosigner_ids'] },
  { declared: commendation as never, columns: ['proposal_id'], alone: true },
  { declared: deed as never, columns: ['state', 'kind', 'done_on', 'committee_id', 'beneficiaries', 'confirmation', 'check_result'], alone: true },
  { declared: task as never, columns: ['state', 'handed_by', 'handed_on', 'committee_id'], alone: true },
];

const happening = fc.record({ which: fc.nat(changing.length - 1), how: fc.constantFrom('change', 'change', 'change', 'merge', 'award', 'remove'), one: fc.nat(60), other: fc.nat(60) });
type Happening = typeof happening extends fc.Arbitrary<infer One> ? One : never;

/** Several in one act: what is written twice in it is counted once. */
const happen = (many: readonly Happening[]): Promise<void> => county.act(async (act) => {
  for (const { which, how, one, other } of many) {
    const { declared, columns, alone } = changing[which]!;
    const rows = await list<Row>(act, declared as Lifecycle<Row>, { order: [{ column: 'id' }], limit: 100 });
    const [row, like] = [rows[one % Math.max(rows.length, 1)], rows[other % Math.max(rows.length, 1)]];
    if (!row || !like) continue;
    if (how === 'remove' && alone) await removeMany(act, declared, [row], { step: 'undo', relation: '' });
    else await amend<Row>(act, declared as Lifecycle<Row>, row, valuesFor(how, declared.name, row, like, columns), { step: 'edit', relation: '' });
  }
});

function valuesFor(how: string, record: string, row: Row, like: Row, columns: readonly string[]): Partial<Row> {
  if (how === 'merge' && record === opinionItem.name) return { merged_into: row.id === like.id ? null : like.id };
  if (how === 'award' && record === commendation.name) return { state: row.state === 'awarded' ? 'revoked' : 'awarded' };
  return Object.fromEntries(columns.map((column) => [column, like[column]]));
}

interface Share {
  figure: string;
  by_column: string;
  month: string;
  committee_id: string;
  value: string;
  n: string;
}

const kept = (): Promise<Share[]> => look(async ({ db }) => {
  const { rows } = await sql<Share>`select figure, by_column, month, committee_id, value, n from kept_shares where figure like 'work:%' and n <> 0 order by 1, 2, 3, 4, 5`.execute(db);
  return rows;
});
const countAll = () => transact(county.house, program(county.id), null, bringWork);

/** What is kept, and what counting everything from the records gives instead. */
async function expectKeptIsCounted(): Promise<void> {
  const before = await kept();
  await transact(county.house, program(county.id), null, ({ db }) => sql`delete from kept_share_definitions where figure like 'work:%'`.execute(db));
  await countAll();
  expect(await kept()).toEqual(before);
}

const scheme = readScheme(`
方案: 联络委考核
对象: 联络委
截止: 12-20
部分:
  - 名称: 履职
    项目:
      - { 名称: 每月台账, 计: { 来源: 民情台账, 每期: { 期: 月, 最少: 1, 得: 1, 超出每件: 0.2 } } }
      - { 名称: 饮水, 计: { 来源: 民情台账, 其中: { 类别: 饮水, 阶段: 办结 }, 得: 0.7 } }
      - { 名称: 解决率, 按比率: { 来源: 民情台账, 其中: { 情形: 已解决 }, 总数: 民情台账, 得: 10, 目标: 60, 每低一个百分点扣: 0.1 } }
      - { 名称: 社情民意, 计: { 来源: 社情民意, 其中: { 阶段: [采用, 批示] }, 从第几件起: 2, 得: 1.5 } }
      - { 名称: 采用, 计: { 来源: 信息采用, 得: { 分档: [{ 层级: [全国, 省], 得: 5 }, { 得: 1 }] } } }
      - { 名称: 几次采用, 计: { 来源: 信息采用, 同一件只计一次: 否, 得: { 分档: [{ 层级: [全国, 省], 得: 5 }, { 得: 1 }] } } }
      - { 名称: 批示, 计: { 来源: 领导批示, 同一件只计一次: 否, 其中: { 阶段: 办结 }, 得: 2 } }
      - { 名称: 调研视察, 计: { 来源: 调研视察, 合作的: 均分, 得: 3 } }
      - { 名称: 协商, 计: { 来源: 协商活动, 得: 3, 均匀: { 期: 半年 } } }
      - { 名称: 提案, 计: { 来源: 提案, 只计几件: 3, 得: { 分档: [{ 阶段: 优秀, 得: 6 }, { 阶段: 重点, 得: 4 }, { 阶段: 立案, 得: 2 }] } } }
      - { 名称: 服务人次, 计: { 来源: 为民实事, 按: 数量, 得: 0.01 } }
      - { 名称: 交办任务, 计: { 来源: 交办任务, 其中: { 阶段: 完成 }, 得: 1 } }
必须做到:
  - { 名称: 一季一次, 来源: 调研视察, 期: 季度, 最少: 1, 否则: 工作滞后 }
等次: [{ 名称: 优秀, 最少: 60 }, { 名称: 合格 }]
`).scheme!;

/** Of a month it is not kept which day came first: 1件×5分＋2件×1分 is told in another order. */
const inAnyOrder = (sentence: string): string => sentence.replace(/(?<=：)[^：＝]+(?=＝)/u, (parts) => parts.split('＋').toSorted().join('＋'));

const plain = (scores: readonly Scored[]) => scores.map(({ id, sheet, grade }) => ({ id, total: sheet.total.toJSON(), grade: JSON.stringify(grade), lines: sheet.sections.flatMap(({ lines }) => lines.map((line) => `${line.name} ${line.points.toJSON()} ${inAnyOrder(line.sentence)}`)) }));
async function scored(at: Reading, asked = scheme, period: { from: string; to: string } = year): Promise<ReturnType<typeof plain>> {
  return plain(await scoresOf(at, works, asked, { ...period, subjects: await subjectsOf(at, 'committee', period), together: true }));
}

/** Of a past moment nothing is kept: looked at as of the last act, the records themselves answer. */
const fromRecords = async (at: Reading, asked = scheme, period: { from: string; to: string } = year) => scored({ ...at, asOf: await lastAct(at) }, asked, period);

test('kept is counted after random acts, several in one, and the points of a year are those of its records', async () => {
  await fc.assert(fc.asyncProperty(fc.array(fc.array(happening, { minLength: 1, maxLength: 4 }), { minLength: 2, maxLength: 6 }), async (acts) => {
    for (const many of acts) await happen(many);
    await expectKeptIsCounted();
    await look(async (at) => {
      const uncut = { ...scheme, cut_off: undefined };
      expect(await scored(at, uncut)).toEqual(await fromRecords(at, uncut));
    });
  }), { numRuns: 15, endOnFailure: true });
}, 180_000);

test('what another record moves is counted with it: an adoption its item, an item that is issued those merged into it, a commendation its proposal', async () => {
  const { here } = county;
  const [carrier, merged] = await county.act((act) => createMany(act, opinionItem, [1, 2].map(() => ({ state: 'edited', title: '停车', submitted_on: '2025-04-04', committee_id: here.committee, outcomes: 1 }))));
  const [adoption] = await county.act((act) => createMany(act, outcome, [{ state: 'noted', title: '停车', kind: 'adopted_single', level: 'county', came_on: '2025-05-05', item_id: merged!.id, committee_id: here.committee, piece_id: carrier!.id }]));
  const told = async (value: string) => (await kept()).filter((one) => one.figure === 'work:opinion_item' && one.by_column === 'kind,stage,level' && one.month === '2025-04-01' && one.committee_id === here.committee && one.value.includes(value)).reduce((n, one) => n + Number(one.n), 0);
  const change = <Of extends Recorded>(declared: Lifecycle<Of>, row: Of, values: Partial<Of>) => county.act((act) => amend<Of>(act, declared, row, values, { step: 'edit', relation: '' }));
  const before = await told('"nation"');
  const raised = await change(outcome, adoption!, { level: 'nation' });
  expect(await told('"nation"')).toBe(before + 1);
  await change(outcome, raised, { state: 'void' });
  expect(await told('"nation"')).toBe(before);
  await change(opinionItem, merged!, { merged_into: carrier!.id });
  const issued = await told('"issued"');
  await change(opinionItem, carrier!, { state: 'issued' });
  expect(await told('"issued"')).toBe(issued + 2);
  await county.act(commend); // what happened before may have taken all of them away
  const [judged] = await county.act((act) => list(act, commendation, { limit: 1 }));
  await change(commendation, judged!, { state: judged!.state === 'awarded' ? 'revoked' : 'awarded' });
  await expectKeptIsCounted();
});

test('what came in after the cut-off is taken from what is kept', async () => {
  await transact(county.house, program(county.id), null, async ({ db }) => {
    for (const { declared } of changing) await sql`update ${sql.table(declared.table)} set created_at = case when id::text < '8' and right(id::text, 1) < '9' then '2025-06-01'::timestamptz else '2025-12-21'::timestamptz end`.execute(db);
  });
  await look(async (at) => {
    const [cut, uncut] = [await scored(at), await scored(at, { ...scheme, cut_off: undefined })];
    expect(cut).not.toEqual(uncut);
    expect(cut.some(({ total }) => JSON.stringify(total) !== '"0"')).toBe(true);
    const apart = plain(await scoresOf(at, works, scheme, { ...year, subjects: await subjectsOf(at, 'committee', year) }));
    expect(cut).toEqual(apart);
  });
});

test('a whole year is told by what is kept; half a month, a past moment, a proof and one work in several records by the records', async () => {
  const { kind, lines } = await look(async (at) => {
    const adoption = works.find(({ name }) => name === 'adoption')!;
    const told = (changed: object, scope = year as { from: string; to: string }, now = at) => asksOf({ ...scheme, ...changed }, adoption, false).map((ask) => keptAsk(now, { ...scheme, ...changed }, adoption, scope, ask)?.line);
    return { kind: adoption.name, lines: [told({}), told({}, { from: '2025-01-01', to: '2025-12-15' }), told({}, year, { ...at, asOf: new Date() }), told({ proved_only: true })] };
  });
  expect({ kind, lines }).toEqual({ kind: 'adoption', lines: [[undefined, '1.6'], [undefined, undefined], [undefined, undefined], [undefined, undefined]] });
  const before = await look((at) => scored(at));
  await transact(county.house, program(county.id), null, ({ db }) => sql`update kept_shares set n = n + 5 where figure = 'work:ledger'`.execute(db));
  await look(async (at) => {
    expect(await scored(at)).not.toEqual(before);
    expect(await scored(at, scheme, { from: '2025-01-01', to: '2025-12-30' })).toEqual(await fromRecords(at, scheme, { from: '2025-01-01', to: '2025-12-30' }));
  });
  await transact(county.house, program(county.id), null, ({ db }) => sql`update kept_share_definitions set digest = 'of an earlier program' where figure = 'work:ledger'`.execute(db));
  await countAll();
  expect(await look((at) => scored(at))).toEqual(before);
});

test.each(kinds.map((kind) => [kind.name, kind] as const))('what is kept of “%s” follows from its record and from those that are said to move it', async (_name, kind: WorkKind) => {
  const read = await look(async (at) => {
    const rows = await rowsOf(at, kind, 'committee', { ...year, columns: kind.kept!.columns });
    const { sql: text } = sql`${rows!}`.compile(at.db);
    return new Set([...text.matchAll(/\b(?:from|join)\s+"?(\w+)"?(?= |$)/g)].map(([, table]) => table!).filter((table) => !['unnest', 'lateral', 'jsonb_to_recordset'].includes(table)));
  });
  const declared = [kind.record, ...Object.keys(kind.kept!.moved ?? {})].map((record) => county.house.records.get(record)!.table);
  expect([...read].filter((table) => !declared.includes(table))).toEqual(kind.name === 'adoption' || kind.name === 'instruction' ? ['opinion_items'] : []); // their “same work”, which is not kept
  expect(keptNameOf(kind)).toBe(`work:${kind.name}`);
});
