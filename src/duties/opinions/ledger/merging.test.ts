import { afterAll, beforeAll, expect, test } from 'vitest';
import { list } from '#platform/records/read.ts';
import { reading } from '#platform/records/act.ts';
import { take } from '#platform/records/write.ts';
import { is } from '#platform/predicate.ts';
import { counted } from '#platform/figures/count.ts';
import { count } from '#platform/records/read.ts';
import { effects, enterMany } from '#duties/opinions/ledger/actions.ts';
import { mattersReceived, opinionsReceived, problemsSolved } from '#duties/opinions/ledger/facts.ts';
import { goingAlong, handledAs, intoLead, mergeAll } from '#duties/opinions/ledger/merging.ts';
import { ledgerEntry, type LedgerEntry } from '#duties/opinions/ledger/record.ts';
import { opinionsSlice } from '#duties/opinions/slice.ts';
import { testCounty, type TestCounty } from '../../../../test/county.ts';

let county: TestCounty;
let rows: LedgerEntry[];
beforeAll(async () => {
  county = await testCounty([opinionsSlice]);
  const told = (reporter: string, receipt?: string) => ({ committee_id: county.here.committee, received_on: '2025-05-06', matter: '岩脚村口路灯坏了', reporter, ...(receipt ? { receipt, way: 'qr' } : {}) });
  rows = await county.act((act) => enterMany(act, [told('吴大娘'), told('石大爷', 'A3K7Q2M9'), told('龙二哥', 'B3K7Q2M9'), told('杨三姐')], {}));
});
afterAll(() => county.drop());

const step = (id: string, name: string, input?: Record<string, unknown>, reason?: string) =>
  county.act((act) => take<LedgerEntry>(act, ledgerEntry, id, name, { input, reason, effect: effects[name] }), county.cast.worker);
const now = async (id: string) => (await reading(county.house, county.cast.office, (look) => list(look, ledgerEntry, { where: is<LedgerEntry>('id', id), limit: 1 })))[0]!;
const numbers = () => reading(county.house, county.cast.office, async (look) => {
  const of = (figure: typeof opinionsReceived) => count(look, ledgerEntry, counted(figure, { from: '2025-01-01', to: '2025-12-31' }));
  return [await of(opinionsReceived), await of(mattersReceived), await of(problemsSolved)];
});

test('three voices about one matter are handled as one: each keeps reporter and receipt, the answer is the lead’s', async () => {
  const [lead, second, third] = rows as [LedgerEntry, LedgerEntry, LedgerEntry];
  expect(await numbers()).toEqual([4, 4, 0]);
  await county.act((act) => mergeAll(act, lead.id, [second.id, third.id], intoLead), county.cast.worker);
  expect(await now(second.id)).toMatchObject({ state: 'merged', merged_into: lead.id, reporter: '石大爷', receipt: 'A3K7Q2M9' });
  expect(await numbers()).toEqual([4, 2, 0]);
  await step(lead.id, 'answer', { outcome_text: '已换灯泡', answered_on: '2025-05-08' });
  const shown = await reading(county.house, county.cast.program, async (look) => handledAs(look, await now(third.id)));
  expect(shown).toMatchObject({ id: lead.id, outcome_text: '已换灯泡', state: 'answered' });
  await step(lead.id, 'close', { outcome: 'solved', closed_on: '2025-05-09' });
  expect(await numbers()).toEqual([4, 2, 1]);
  await step(lead.id, 'reopen', {}, '又坏了');
});

test('those that went along come along when their lead goes along with another', async () => {
  const [lead, second, , fourth] = rows as [LedgerEntry, LedgerEntry, LedgerEntry, LedgerEntry];
  await step(lead.id, 'merge', { merged_into: fourth.id });
  expect(await now(second.id)).toMatchObject({ merged_into: fourth.id });
  expect((await reading(county.house, county.cast.worker, (look) => goingAlong(look, [fourth.id]))).length).toBe(3);
  await expect(step(fourth.id, 'void', {}, '重复')).rejects.toThrow('还有3条并在这一条里');
});

test('taken apart again each stands where it stood before', async () => {
  const [lead, second] = rows as [LedgerEntry, LedgerEntry];
  expect(await step(lead.id, 'separate', {}, '不是同一盏灯')).toMatchObject({ state: 'in_hand', merged_into: null });
  expect(await step(second.id, 'separate', {}, '不是同一盏灯')).toMatchObject({ state: 'received', merged_into: null });
});

test('nothing goes along with itself, with what is closed, with what went along, or with what one may not see', async () => {
  const [first, , third, fourth] = rows as [LedgerEntry, LedgerEntry, LedgerEntry, LedgerEntry];
  const [elsewhere] = await county.act((act) => enterMany(act, [{ committee_id: county.there.committee, received_on: '2025-05-06', matter: '路灯' }], {}));
  const why = async (into: string) => step(first.id, 'merge', { merged_into: into }).then(() => '', (error: { fields: Record<string, string> }) => error.fields['merged_into']);
  expect(await why(first.id)).toContain('不能并入它自己');
  expect(await why(third.id)).toContain('已经并入别的台账');
  expect(await why(elsewhere!.id)).toContain('没有找到');
  await step(first.id, 'close', { outcome: 'solved', closed_on: '2025-05-09' });
  await expect(step(fourth.id, 'merge', { merged_into: first.id })).rejects.toMatchObject({ fields: { merged_into: expect.stringContaining('已办结') } });
});
