import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { countFigures } from '#platform/figures/count.ts';
import { isPrivy, readable } from '#platform/lifecycle/lifecycle.ts';
import type { Actor } from '#platform/identity/actor.ts';
import { reading } from '#platform/records/act.ts';
import { get, list } from '#platform/records/read.ts';
import { createMany, edit, take } from '#platform/records/write.ts';
import { enterOne, effects as ledgerEffects } from '#duties/opinions/ledger/actions.ts';
import { disputesReceived, disputesSettled } from '#duties/opinions/ledger/facts.ts';
import { ledgerImport } from '#duties/opinions/ledger/imports.ts';
import { ledgerEntry, type LedgerEntry } from '#duties/opinions/ledger/record.ts';
import { correctDispute, effects, enterDispute } from '#duties/opinions/disputes/actions.ts';
import { byCause } from '#duties/opinions/disputes/causes.tsx';
import { figures, mediationsSettled, mediationsTaken } from '#duties/opinions/disputes/facts.ts';
import { otherParties } from '#duties/opinions/disputes/parties.ts';
import { dispute, disputeFields, partiesMasked, type Dispute } from '#duties/opinions/disputes/record.ts';
import { opinionsSlice } from '#duties/opinions/slice.ts';
import { parametersSlice } from '#plans/parameter-values/slice.ts';
import { cast, other, own } from '../../../../test/cast.ts';
import { testCounty, type TestCounty } from '../../../../test/county.ts';
import { expectListsEqualFigures, expectStill, numbersNow } from '../../../../test/figures.ts';
import { faultsOfPath, matrix } from '../../../../test/matrix.ts';
import { expectRelationsAgree } from '../../../../test/relations.ts';
import { contentOf, several, stateOf } from '../../../../test/samples.ts';

let county: TestCounty;
beforeAll(async () => {
  county = await testCounty([parametersSlice, opinionsSlice]);
});
afterAll(() => county.drop());

const told = (more: Partial<Dispute> = {}) => ({
  committee_id: county.here.committee, taken_on: '2025-05-06', cause: '土地山林纠纷', party_a: '石志明', party_a_kind: 'person', party_a_contact: '19900001234',
  party_b: '龙老三', party_b_kind: 'person', account: '两家地界的界石被移动，石志明说多占了三分地', secrecy: 'ordinary', ...more,
});
const open = (more: Partial<Dispute> = {}, who: Actor = county.cast.worker) => county.act((act) => enterDispute(act, told(more), {}), who);
const step = (id: string, name: string, input: Record<string, unknown> = {}, { who = county.cast.worker, reason }: { who?: Actor; reason?: string } = {}): Promise<Dispute> =>
  county.act((act) => take<Dispute>(act, dispute, id, name, { input, reason, effect: effects[name] }), who);
const named = (id: string) => step(id, 'assign', { mediator_ids: [county.here.person] });
const held = (id: string, held_on = '2025-05-10') => step(id, 'hold', { held_on, present: '双方', said: '双方各让一步' });
const agreed = (id: string, agreed_on = '2025-05-12') => step(id, 'agree', { agreed_on, agreement_form: 'written', points: '以老水沟为界\n三日内恢复界石' });
const entryOf = (row: Dispute): Promise<LedgerEntry> => reading(county.house, county.cast.office, (look) => get<LedgerEntry>(look, ledgerEntry, row.entry_id!));

test('who may do what in which state', () => {
  expect(faultsOfPath(dispute)).toEqual([]);
  expect(matrix(dispute, {
    'of the own committee': { committee_id: own.committee, secrecy: 'ordinary', mediator_ids: [], cause: '邻里纠纷' },
    'of the own committee, not in public': { committee_id: own.committee, secrecy: 'sealed', mediator_ids: [own.person], cause: '邻里纠纷' },
    'of another committee': { committee_id: other.committee, secrecy: 'ordinary', mediator_ids: [other.person], cause: '邻里纠纷' },
  })).toMatchSnapshot();
});

test('relations and figures mean the same in memory and in SQL', () =>
  expectRelationsAgree(county.house, dispute, disputeFields, {
    columns: {
      mediator_ids: [[], [own.person], [other.person, own.person]], entered_by: [own.person, '0198c000-0000-7000-8000-000000000206', null],
      settled: [true, false, null], performed: [true, false, null], confirm_result: ['confirmed', 'rejected', null],
    },
    conditions: Object.fromEntries(figures.map((one) => [one.name, one.where])),
  }));

test('the list is as long as the figure, now and for a past moment; the rate is settled through taken, and by cause it adds up to the same', async () => {
  const { house, cast, here, there } = county;
  const random = fc.tuple(contentOf(disputeFields, { committee: [here.committee, there.committee] }), stateOf(dispute), fc.option(fc.boolean()), fc.option(fc.boolean()))
    .map(([values, state, settled, performed]) => ({ ...values, state, settled, performed, number: 1 }) as Partial<Dispute>);
  const rows = await county.act((act) => createMany<Dispute>(act, dispute, several(random, 80)));
  const then = await numbersNow(house, cast.office, figures);
  const standing = rows.filter(({ state }) => state !== 'void');
  const count = (of: readonly Dispute[]) => [of.length, of.filter(({ settled }) => settled === true).length];
  const [numbers, causes] = await reading(house, cast.office, async (look) => [await countFigures(look, figures, {}), await byCause(look, {})] as const);
  expect([numbers.get(mediationsTaken.name), numbers.get(mediationsSettled.name)]).toEqual(count(standing));
  for (const { cause, taken, settled } of causes) expect([cause, taken, settled]).toEqual([cause, ...count(standing.filter((row) => row.cause === cause))]);
  expect(causes.reduce((sum, { taken }) => sum + taken, 0)).toBe(standing.length);
  await open();
  await expectListsEqualFigures(house, figures, { actors: [cast.office, cast.worker, cast.member, cast.resident], committees: [here.committee, there.committee] });
  await expectStill(house, cast.office, figures, then);
});

describe('a dispute and its ledger entry are one matter', () => {
  /** What the speech counts and what the files of the mediations say, at this moment. */
  const both = () => reading(county.house, county.cast.office, async (look) => ({
    ledger: await countFigures(look, [disputesReceived, disputesSettled], { from: '2025-01-01', to: '2025-12-31', committee: county.there.committee }),
    entries: await list<LedgerEntry>(look, ledgerEntry, { limit: 1_000 }), disputes: await list<Dispute>(look, dispute, { limit: 1_000 }),
  }));

  async function expectOneMatter(): Promise<void> {
    const { entries, disputes } = await both();
    const byId = new Map(entries.map((entry) => [entry.id, entry]));
    for (const row of disputes.filter(({ entry_id }) => entry_id)) {
      const entry = byId.get(row.entry_id!)!;
      if (row.state === 'void') expect([entry.dispute_id === row.id, row.alone ? entry.state : 'let go']).toEqual([false, row.alone ? 'void' : 'let go']);
      else expect({ of: entry.dispute_id, marked: entry.dispute, settled: entry.settled }).toEqual({ of: row.id, marked: true, settled: row.settled });
    }
    const files = new Map(disputes.map((row) => [row.id, row]));
    for (const { id, dispute_id } of entries) if (dispute_id) expect(files.get(dispute_id)?.entry_id).toBe(id);
  }

  const possible = ['assign', 'hold', 'agree', 'perform', 'breach', 'fail', 'refer', 'withdraw', 'resume', 'void'] as const;
  const inputs: Record<(typeof possible)[number], () => Record<string, unknown>> = {
    assign: () => ({ mediator_ids: [], outside_mediators: '村支书' }), hold: () => ({ held_on: '2025-06-01', present: '双方', said: '谈了' }),
    agree: () => ({ agreed_on: '2025-06-02', agreement_form: 'oral', points: '互不追究' }), perform: () => ({ called_on: '2025-07-02' }), breach: () => ({ called_on: '2025-07-01' }),
    fail: () => ({ ended_on: '2025-06-03', turn_to: 'court' }), refer: () => ({ ended_on: '2025-06-03', turn_to: 'justice_office' }), withdraw: () => ({ ended_on: '2025-06-03' }),
    resume: () => ({}), void: () => ({}),
  };

  test('whatever steps are taken, the links hold both ways and the speech counts what the files say', { timeout: 60_000 }, async () => {
    const paths = fc.sample(fc.tuple(fc.boolean(), fc.array(fc.constantFrom(...possible), { minLength: 2, maxLength: 10 })), { numRuns: 40, seed: 7 });
    const worker = county.cast['other worker'];
    let expected = { taken: 0, settled: 0 };
    for (const [alone, path] of paths) {
      const entry = alone ? undefined : await county.act((act) => enterOne(act, { committee_id: county.there.committee, received_on: '2025-05-05', matter: '两家争水', dispute: true }, {}), worker);
      let row = await open({ committee_id: county.there.committee, entry_id: entry?.id ?? null }, worker);
      for (const name of ['assign', 'hold', ...path] as const) row = await step(row.id, name, inputs[name](), { who: worker, reason: '再试一次' }).catch(() => row);
      if (row.state !== 'void') expected = { taken: expected.taken + 1, settled: expected.settled + Number(row.settled === true) };
      else if (!alone) expected = { ...expected, taken: expected.taken + 1 }; // the entry was told all the same
    }
    await expectOneMatter();
    const { ledger } = await both();
    expect({ taken: ledger.get(disputesReceived.name), settled: ledger.get(disputesSettled.name) }).toEqual(expected);
    expect(expected.settled).toBeGreaterThan(3);
  });

  test('the entry is settled by the agreement and closed with the file, and says it only there', async () => {
    const { cast, here } = county;
    const entry = await county.act((act) => enterOne(act, { committee_id: here.committee, received_on: '2025-05-05', matter: '界石被移动', dispute: true }, {}), cast.worker);
    const row = await open({ entry_id: entry.id });
    expect(await entryOf(row)).toMatchObject({ state: 'in_hand', dispute_id: row.id, settled: null });
    await expect(open({ entry_id: entry.id })).rejects.toMatchObject({ status: 409, code: 'already_opened' });
    await expect(county.act((act) => take(act, ledgerEntry, entry.id, 'void', { reason: '重复', effect: ledgerEffects['void'] }), cast.worker)).rejects.toThrow('调解案卷');
    await named(row.id);
    await held(row.id);
    await agreed(row.id);
    expect(await entryOf(row)).toMatchObject({ state: 'in_hand', settled: true, outcome: 'in_hand' });
    await step(row.id, 'perform', { called_on: '2025-06-20' });
    expect(await entryOf(row)).toMatchObject({ state: 'closed', settled: true, outcome: 'solved', closed_on: '2025-06-20' });
  });

  test('closing the entry by hand does not say otherwise than the file', async () => {
    const row = await open();
    const closed = await county.act((act) => take<LedgerEntry>(act, ledgerEntry, row.entry_id!, 'close', { input: { outcome: 'solved', closed_on: '2025-05-20', settled: 'yes' }, effect: ledgerEffects['close'] }), county.cast.worker);
    expect(closed).toMatchObject({ state: 'closed', settled: null });
  });

  test('nor does the ledger that comes back from a spreadsheet', async () => {
    const row = await open();
    const said = { index: 0, columns: { outcome: 'solved', dispute: false }, assumed: {}, needs: [], problems: [] };
    const changed = await county.act(async (act) => ledgerImport.update!(act, await get<LedgerEntry>(act, ledgerEntry, row.entry_id!), said, crypto.randomUUID()));
    expect(changed).toMatchObject({ outcome: 'solved', dispute: true, settled: null });
  });

  test('who asked by receipt is answered before the entry is closed', async () => {
    const entry = await county.act((act) => enterOne(act, { committee_id: county.here.committee, received_on: '2025-05-05', matter: '邻居堵路', dispute: true, way: 'qr', receipt: 'A3K7Q2M9' }, {}));
    const row = await open({ entry_id: entry.id });
    await step(row.id, 'withdraw', { ended_on: '2025-05-20' });
    expect(await entryOf(row)).toMatchObject({ state: 'in_hand', settled: false });
  });
});

test('mediators first, then sessions; days follow each other; the call-back is due after the last day of performance', async () => {
  const row = await open();
  expect(row).toMatchObject({ state: 'taken', due_on: '2025-06-05', number: expect.any(Number) });
  await expect(held(row.id)).rejects.toThrow('还没有指定调解员');
  await expect(step(row.id, 'assign', { mediator_ids: [] })).rejects.toMatchObject({ fields: { mediator_ids: expect.stringContaining('至少') } });
  await expect(step(row.id, 'assign', { mediator_ids: [county.there.person] })).rejects.toMatchObject({ fields: { mediator_ids: expect.stringContaining('外请') } });
  expect(await named(row.id)).toMatchObject({ mediators: '石大山（委员）' });
  await expect(held(row.id, '2025-05-01')).rejects.toMatchObject({ fields: { held_on: expect.stringContaining('受理日期') } });
  await held(row.id);
  expect(await held(row.id, '2025-05-11')).toMatchObject({ sessions: 2, state: 'mediating' });
  const settled = await step(row.id, 'agree', { agreed_on: '2025-05-12', agreement_form: 'written', points: '以老水沟为界', perform_by: '2025-06-30' });
  expect(settled).toMatchObject({ state: 'agreed', settled: true, due_on: '2025-07-30' });
  await expect(step(row.id, 'apply', { confirm_applied_on: '2025-06-12', court: '县人民法院' })).rejects.toMatchObject({ fields: { confirm_applied_on: expect.stringContaining('2025-06-11') } });
  await step(row.id, 'apply', { confirm_applied_on: '2025-06-11', court: '县人民法院' });
  await expect(step(row.id, 'confirm', { confirm_result: 'confirmed', confirmed_on: '2025-06-10' })).rejects.toMatchObject({ fields: { confirmed_on: expect.stringContaining('申请日期') } });
  expect(await step(row.id, 'confirm', { confirm_result: 'confirmed', confirmed_on: '2025-06-20', confirm_no: '（2025）黔0101民特12号' })).toMatchObject({ state: 'agreed', confirm_result: 'confirmed' });
  expect(await step(row.id, 'breach', { called_on: '2025-07-20' })).toMatchObject({ state: 'breached', performed: false, settled: true, due_on: '2025-08-19' });
  const again = await step(row.id, 'resume', {}, { reason: '一方反悔，双方愿意再谈' });
  expect(again).toMatchObject({ state: 'mediating', settled: null, agreed_on: null, confirm_result: null, points: '以老水沟为界' });
});

test('a cause that the county has not, a day ahead and too many parties are said at their fields; number and entry stay', async () => {
  await expect(open({ cause: '说不清' })).rejects.toMatchObject({ fields: { cause: expect.stringContaining('邻里纠纷') } });
  await expect(open({ taken_on: '2999-01-01' })).rejects.toMatchObject({ fields: { taken_on: expect.stringContaining('今天之后') } });
  await expect(open({ other_parties: Array.from({ length: 9 }, (_, n) => `某人${n}`).join('\n') })).rejects.toMatchObject({ fields: { other_parties: expect.stringContaining('9行') } });
  const row = await open();
  const correct = (values: Partial<Dispute>) => county.act(async (act) => edit<Dispute>(act, dispute, row.id, undefined, await correctDispute(act, row, values)), county.cast.worker);
  await expect(correct({ taken_on: '2024-12-31' })).rejects.toMatchObject({ fields: { taken_on: expect.stringContaining('另一年') } });
  expect(await correct({ taken_on: '2025-05-07', entry_id: null })).toMatchObject({ entry_id: row.entry_id, due_on: '2025-06-06' });
});

describe('who is between whom', () => {
  test('other parties are read from their lines, whatever parts name and contact', () => {
    expect(otherParties('杨秀英，19900005678\n岩脚村二组（单位）：组长石光\n\n吴·阿岩')).toEqual([
      { name: '杨秀英', kind: 'person', contact: '19900005678' }, { name: '岩脚村二组', kind: 'organisation', contact: '组长石光' }, { name: '吴·阿岩', kind: 'person', contact: null },
    ]);
  });

  test('those who may know that there is a dispute read 石某与龙某', () => {
    expect(partiesMasked({ ...told(), party_b: '云岭茶业公司', party_b_kind: 'organisation', other_parties: '杨秀英' } as never)).toBe('石某与某单位等：');
    expect(partiesMasked({ ...told(), party_a: null, party_b: null, other_parties: null } as never)).toBe('');
  });

  /** Of random disputes, for everybody: who is not privy reads nothing of what is kept between the parties. */
  test('masking by role over random disputes', () => {
    const rows = several(fc.tuple(contentOf(disputeFields, { committee: [own.committee, other.committee] }), fc.subarray([own.person, other.person]), fc.option(fc.constantFrom(own.person, other.person)))
      .map(([values, mediator_ids, entered_by]) => ({ ...values, mediator_ids, entered_by, points: '互让', told: '已说', call_words: '问过' }) as unknown as Dispute), 200);
    const staff = (row: Dispute, place: typeof own): string[] => (row.committee_id === place.committee && row.secrecy === 'ordinary' ? (place === own ? ['director', 'deputy director', 'worker'] : ['other director', 'other worker']) : []);
    const mediating = (row: Dispute): string[] => [...(row.mediator_ids.includes(own.person) ? ['member'] : []), ...(row.mediator_ids.includes(other.person) ? ['other member'] : [])];
    for (const row of rows) {
      const knowing = [...staff(row, own), ...staff(row, other), ...mediating(row)];
      for (const [name, actor] of Object.entries(cast)) {
        expect([name, isPrivy(dispute, actor, row)]).toEqual([name, knowing.includes(name)]);
        const seen = readable(dispute, actor, row);
        const read = dispute.confidential!.filter((column) => seen[column] !== undefined && seen[column] !== null);
        if (!knowing.includes(name)) expect([name, read]).toEqual([name, []]);
      }
    }
  });

  test('the journal knows that there were parties and a session, and neither names nor words', async () => {
    const row = await open({ other_parties: '杨秀英，19900005678' });
    await named(row.id);
    await held(row.id);
    await agreed(row.id);
    await step(row.id, 'breach', { called_on: '2025-06-20', call_words: '石志明说没有收到钱' }, { who: county.cast.member });
    const { rows } = await reading(county.house, county.cast.office, (look) => sql<{ content: string }>`select content from journal where county_id = ${look.county} and record_id in (${row.id}, ${row.entry_id})`.execute(look.db));
    expect(rows.length).toBeGreaterThan(5);
    expect(rows.map(({ content }) => content).join('\n')).not.toMatch(/石志明|龙老三|杨秀英|1990000|老水沟|三分地|各让一步|没有收到钱/);
  });
});
