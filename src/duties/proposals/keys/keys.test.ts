import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { post } from '#institutions/posts/record.ts';
import { specialCommittee } from '#institutions/groupings/record.ts';
import { toDocx } from '#platform/documents/docx.ts';
import type { Actor } from '#platform/identity/actor.ts';
import { is } from '#platform/predicate.ts';
import { reading, transact } from '#platform/records/act.ts';
import { get, list } from '#platform/records/read.ts';
import { createMany, edit, take } from '#platform/records/write.ts';
import { today } from '#platform/time.ts';
import { parameterSetting } from '#plans/parameter-values/record.ts';
import { parametersSlice } from '#plans/parameter-values/slice.ts';
import { effects as proposalEffects } from '#duties/proposals/actions.ts';
import { figures as proposalFigures } from '#duties/proposals/facts.ts';
import { effects } from '#duties/proposals/keys/actions.ts';
import { correctKeyAct, effects as actEffects, holdKeyAct } from '#duties/proposals/keys/acts/actions.ts';
import { keyAct, keyActFields, type KeyAct } from '#duties/proposals/keys/acts/record.ts';
import { claims, figures } from '#duties/proposals/keys/facts.ts';
import { adopt, markedWithoutSelection } from '#duties/proposals/keys/marking.ts';
import { nominate, type Nomination } from '#duties/proposals/keys/nominating.ts';
import { keyNotice, keyReport } from '#duties/proposals/keys/papers.ts';
import { keySelection, selectionFields, type KeySelection } from '#duties/proposals/keys/record.ts';
import { keyYear } from '#duties/proposals/keys/report-reading.ts';
import { decideRound, effects as roundEffects, openKeyRound, takeUpAgain } from '#duties/proposals/keys/rounds/actions.ts';
import { keyRound, keyRoundFields, type KeyRound } from '#duties/proposals/keys/rounds/record.ts';
import { unimplementedBefore } from '#duties/proposals/keys/unimplemented.ts';
import { keysAwaited, neglected, withoutPlan, withoutResult } from '#duties/proposals/keys/waiting.ts';
import { proposal, type Proposal } from '#duties/proposals/record.ts';
import { proposalsSlice } from '#duties/proposals/slice.ts';
import { own, other } from '../../../../test/cast.ts';
import { testCounty, type TestCounty } from '../../../../test/county.ts';
import { expectListsEqualFigures } from '../../../../test/figures.ts';
import { faultsOfPath, matrix } from '../../../../test/matrix.ts';
import { expectRelationsAgree } from '../../../../test/relations.ts';
import { siteOf } from '../../../../test/visitor.ts';

const year = Number(today().slice(0, 4));

let county: TestCounty;
let leader: Actor;
let body: string;
beforeAll(async () => {
  county = await testCounty([parametersSlice, proposalsSlice]);
  leader = { ...county.cast.leader, personId: county.there.person };
  body = await county.act(async (act) => {
    await createMany(act, post, [{ person_id: county.there.person, name: '杨小河', role: 'leader', since: '2022-01-10', acting: false }]);
    return (await createMany(act, specialCommittee, [{ name: '经济委员会' }]))[0]!.id;
  });
});
afterAll(() => county.drop());

const as = <T>(actor: Actor, work: Parameters<typeof transact<T>>[3]): Promise<T> => transact(county.house, actor, null, work);
const look = <T>(actor: Actor, work: Parameters<typeof reading<T>>[2]): Promise<T> => reading(county.house, actor, work);
const step = (actor: Actor, id: string, name: keyof typeof keySelection.steps, input: object = {}, reason?: string): Promise<KeySelection> =>
  as(actor, (act) => take<KeySelection>(act, keySelection, id, name, { input: input as Record<string, unknown>, reason, effect: effects[name] }));
const proposed = async (columns: Partial<Proposal> = {}): Promise<Proposal> => (await county.act((act) => createMany<Proposal>(act, proposal, [{
  title: '修路', state: 'accepted', proposer_kind: 'member', proposer_name: '石大山', member_id: county.here.member, term: 9, session: 5, submitted_on: `${year}-01-10`, disposition: 'filed', lead_unit_id: county.here.unit, ...columns,
}])))[0]!;
const old = (columns: Partial<Proposal> = {}) => proposed({ title: '修桥', submitted_on: `${year - 2}-01-10`, state: 'closed', result: 'PLANNED', replied_on: `${year - 2}-06-01`, closed_on: `${year - 2}-09-01`, ...columns });
const nominated = async (actor: Actor, values: Partial<Nomination> = {}, about?: Proposal): Promise<KeySelection> => {
  const row = about ?? (await proposed());
  return as(actor, (act) => nominate(act, { proposal_id: row.id, why: '群众盼望', ...values }, {}));
};
const charge = { led_by: '杨小河副县长', meeting: '〔1〕号' };
const set = (key: string, value: string) => county.act((act) => createMany(act, parameterSetting, [{ key, value, from_day: '2020-01-01' }]));
const seen = (id: string) => look(county.cast.office, (reads) => get(reads, proposal, id));

describe('declared', () => {
  test('who may do what', () => {
    expect([keySelection, keyAct, keyRound].flatMap((declared) => faultsOfPath(declared))).toEqual([]);
    expect(matrix<KeySelection>(keySelection, {
      'nominated by the own unit, led by the own person': { unit_id: own.unit, handler_ids: [own.unit], leader_id: own.person }, 'of others': { unit_id: other.unit, handler_ids: [other.unit], leader_id: other.person },
    })).toMatchSnapshot();
  });

  test('relations and figures mean the same in memory and in SQL', async () => {
    const of = (record: string) => Object.fromEntries(figures.filter((one) => one.record === record).map((one) => [one.name, one.where]));
    await expectRelationsAgree(county.house, keySelection, selectionFields, {
      columns: { unit_id: [own.unit, other.unit, null], handler_ids: [[own.unit], [other.unit], []], leader_id: [own.person, null], notified_on: ['2025-03-01', null], outcome: ['implemented', 'partly', null], old: [true, false], approved_on: ['2025-04-01', null] },
      conditions: of(keySelection.name),
    });
    await expectRelationsAgree(county.house, keyAct, keyActFields, { columns: { handler_ids: [[own.unit], [other.unit], []], reported_on: ['2025-03-01', null] }, conditions: of(keyAct.name) });
    await expectRelationsAgree(county.house, keyRound, keyRoundFields);
  });
});

describe('the trail', () => {
  test('a department nominates what it handles, another seconds it, and nobody nominates it twice', async () => {
    const { office, 'unit clerk': water, 'other unit clerk': traffic } = county.cast;
    const row = await proposed({ assisting_ids: [county.there.unit] });
    const first = await nominated(water, {}, row);
    expect(first).toMatchObject({ state: 'nominated', nominator: '县水务局', nominator_kind: 'unit', year, old: false });
    await expect(nominated(office, {}, row)).rejects.toMatchObject({ status: 422, fields: { proposal_id: expect.stringContaining('附议') } });
    expect(await step(traffic, first.id, 'second', { opinion: '同意' })).toMatchObject({ seconds: ['县交通运输局：同意'] });
    await expect(step(traffic, first.id, 'second', { opinion: '再说一遍' })).rejects.toMatchObject({ status: 422 });
    await expect(step(water, first.id, 'second', { opinion: '自己' })).rejects.toMatchObject({ code: 'own_nomination' });
    expect(await step(office, first.id, 'second', { seconder: '经济委员会', opinion: '重要' })).toMatchObject({ seconds: ['县交通运输局：同意', '经济委员会：重要'] });
    await expect(step(traffic, first.id, 'withdraw', {}, '不妥')).rejects.toMatchObject({ status: 403 });
    expect(await step(water, first.id, 'withdraw', {}, '已另行安排')).toMatchObject({ state: 'withdrawn' });
    expect(await nominated(office, { nominator_kind: 'special_committee', nominator: '经济委员会' }, row), 'afterwards it may be nominated anew').toMatchObject({ nominator: '经济委员会' });
    expect((await (await siteOf(county, [parametersSlice, proposalsSlice])({ role: 'county_office' })).get('/key-proposals/new')).text, 'a special committee is named from the county’s list').toMatch(/<option value="经济委员会"/u);
  });

  test('what is not filed is not nominated, nor what is closed and implemented; an old one that is not implemented is', async () => {
    const { office } = county.cast;
    await expect(nominated(office, {}, await proposed({ state: 'submitted', disposition: null }))).rejects.toMatchObject({ fields: { proposal_id: expect.stringContaining('立案之后') } });
    await expect(nominated(office, {}, await old({ result: 'SOLVED' }))).rejects.toMatchObject({ fields: { proposal_id: expect.stringContaining('已经办结并且落实') } });
    await expect(nominated(office, { nominator_kind: 'unit' })).rejects.toMatchObject({ fields: { nominator: expect.any(String) } });
    expect(await nominated(office, {}, await old())).toMatchObject({ old: true, year });
  });

  test('the chair meeting chooses several at once, an old one among them; the rest stay with the reason, and the proposal bears the mark', async () => {
    const { office } = county.cast;
    const round = await as(office, (act) => openKeyRound(act, { year }, {}));
    await expect(as(office, (act) => openKeyRound(act, { year }, {}))).rejects.toMatchObject({ fields: { year: expect.any(String) } });
    const bridge = await old({ title: '修大桥' });
    expect((await look(office, (reads) => unimplementedBefore(reads, year))).map(({ id }) => id)).toContain(bridge.id);
    await as(office, (act) => takeUpAgain(act, year, [bridge.id]));
    expect((await look(office, (reads) => unimplementedBefore(reads, year))).map(({ id }) => id)).not.toContain(bridge.id);
    const [again] = await look(office, (reads) => list(reads, keySelection, { where: is<KeySelection>('proposal_id', bridge.id), limit: 1 }));
    const others = [await nominated(office), await nominated(office)];
    for (const { id } of others) await step(office, id, 'shortlist');
    const decide = (chosen: object[], more: object = {}) => as(office, (act) => decideRound(act, round.id, { meeting: '〔3〕号', chosen: chosen as never, ...more }));
    await expect(decide([])).rejects.toMatchObject({ code: 'none_chosen' });
    await expect(decide([{ id: again!.id, led_by: '杨小河副县长' }, { id: others[0]!.id, led_by: '' }])).rejects.toMatchObject({ fields: { [others[0]!.id]: expect.any(String) } });
    expect((await seen(bridge.id)).key_since, 'all or none').toBeNull();
    expect(await decide([{ id: again!.id, led_by: '杨小河副县长', body_id: body, contact: '王某' }, { id: others[0]!.id, led_by: '县委书记' }], { rest_why: '名额有限' })).toEqual({ chosen: 2, passed: 1 });
    const after = await look(office, async (reads) => ({ round: await get(reads, keyRound, round.id), again: await get(reads, keySelection, again!.id), rest: await get(reads, keySelection, others[1]!.id), other: await get(reads, keySelection, others[0]!.id) }));
    expect(after).toMatchObject({ round: { state: 'decided', meeting: '〔3〕号', decided_on: today() }, again: { state: 'chosen', leader_id: county.there.person, body_id: body }, rest: { state: 'passed_over' }, other: { leader_id: null, led_by: '县委书记' } });
    expect(await seen(bridge.id)).toMatchObject({ key_since: today(), key_led_by: '杨小河副县长', state: 'closed' });
    await as(office, (act) => take<KeyRound>(act, keyRound, round.id, 'notify', { input: { document_no: '岚协办〔2026〕3号' }, effect: roundEffects.notify }));
    expect(await look(office, (reads) => get(reads, keySelection, again!.id))).toMatchObject({ notified_on: today() });
    await expect(as(office, (act) => take<KeyRound>(act, keyRound, round.id, 'conclude', { input: { summary: '好' }, effect: roundEffects.conclude }))).rejects.toMatchObject({ message: expect.stringContaining('没有作年度小结') });
  });

  test('the leader approves the plan, acts are counted, what is voided is not, and the year ends with a result', async () => {
    const { office, 'unit clerk': water } = county.cast;
    const { id } = await nominated(office);
    await step(office, id, 'shortlist');
    const chosen = await step(office, id, 'choose', charge);
    expect(chosen.leader_id).toBe(county.there.person);
    await expect(step(leader, id, 'approve')).rejects.toMatchObject({ fields: { plan: expect.any(String) } });
    await step(water, id, 'draft', { plan: '一、到现场。' });
    await expect(step(county.cast.leader, id, 'approve'), 'another leader').rejects.toMatchObject({ status: 403 });
    expect(await step(leader, id, 'approve')).toMatchObject({ state: 'supervised', plan: '一、到现场。', approved_on: today() });
    const hold = (values: object = {}) => as(office, (act) => holdKeyAct(act, { selection_id: id, kind: 'visit', attended: '杨小河', decided: '月底前动工', ...values } as never, {}));
    await expect(hold({ held_on: '2199-01-01' })).rejects.toMatchObject({ fields: { held_on: expect.any(String) } });
    await expect(hold({ held_on: `${year - 1}-12-31` }), 'before the meeting').rejects.toMatchObject({ fields: { held_on: expect.stringContaining('才确定') } });
    const [first, second] = [await hold(), await hold({ kind: 'meeting' }), await hold()];
    const act = (row: KeyAct, name: keyof typeof keyAct.steps, input: object = {}, reason?: string) => as(office, (one) => take<KeyAct>(one, keyAct, row.id, name, { input: input as Record<string, unknown>, reason, effect: actEffects[name] }));
    await act(second, 'report', { problem: '缺资金', reported_to: '县政府常务会议' });
    expect(await act(second, 'settle', { outcome: '安排50万元' })).toMatchObject({ state: 'settled', outcome_on: today() });
    await act(first, 'drop', {}, '登记错了');
    expect(await look(office, (reads) => get(reads, keySelection, id))).toMatchObject({ acts_n: 2, last_act_on: today() });
    const all = () => look(office, (reads) => claims[0]!.examine(reads, {}));
    const before = await all();
    expect(before.counterExamples.map(({ href }) => href)).not.toContain(`/key-proposals/${id}`);
    expect(before.counterExamples.length).toBeGreaterThan(0);
    expect(await step(leader, id, 'conclude', { outcome: 'implemented', summary: '路通了' })).toMatchObject({ state: 'concluded', concluded_on: today() });
    const told = await look(office, (reads) => keyYear(reads, year));
    const words = JSON.stringify([keyNotice(told, { bodyName: '政协云岭自治县委员会', date: today() }), keyReport(told, { bodyName: '政协云岭自治县委员会', date: today() })]);
    for (const said of ['领衔', '杨小河副县长', '缺资金', '安排50万元', '路通了', `落实率${((1 / told.chosen.length) * 100).toFixed(1)}%`]) expect(words).toContain(said);
    expect((await toDocx(keyReport(told, { bodyName: '政协云岭自治县委员会', date: today() }))).byteLength).toBeGreaterThan(5_000);
  });

  test('an act that is put on another day moves the last day', async () => {
    const { office } = county.cast;
    const row = await proposed({ key_since: `${year - 1}-02-01`, key_led_by: '李县长', submitted_on: `${year - 1}-01-10` });
    await as(office, (act) => adopt(act, row.id));
    const [{ id }] = await look(office, (reads) => list(reads, keySelection, { where: is<KeySelection>('proposal_id', row.id), limit: 1 })) as [KeySelection];
    const one = await as(office, (act) => holdKeyAct(act, { selection_id: id, kind: 'visit', attended: '甲', decided: '乙', held_on: `${year - 1}-05-01` }, {}));
    await as(office, (act) => holdKeyAct(act, { selection_id: id, kind: 'visit', attended: '甲', decided: '乙', held_on: `${year - 1}-03-01` }, {}));
    await as(office, async (act) => edit<KeyAct>(act, keyAct, one.id, undefined, await correctKeyAct(act, one, { held_on: `${year - 1}-04-01` })));
    expect(await look(office, (reads) => get(reads, keySelection, id))).toMatchObject({ acts_n: 2, last_act_on: `${year - 1}-04-01` });
  });

  test('what was long not supervised, and what has no result, waits for the office and its leader', async () => {
    const { office } = county.cast;
    const { id } = await nominated(office);
    await step(office, id, 'shortlist');
    await step(office, id, 'choose', charge);
    expect((await look(office, withoutPlan)).map((row) => row.id)).toContain(id);
    await step(leader, id, 'approve', { plan: '一、到现场。' });
    expect((await look(office, withoutPlan)).map((row) => row.id)).not.toContain(id);
    const days = (n: number): string => new Date(Date.now() + n * 86_400_000).toISOString().slice(0, 10);
    const ids = async (actor: Actor, asked: typeof neglected, day: string) => (await look(actor, (reads) => asked(reads, day))).map((row) => row.id);
    expect(await ids(office, neglected, days(59))).not.toContain(id);
    expect(await ids(office, neglected, days(62))).toContain(id);
    expect(await ids(leader, neglected, days(62))).toContain(id);
    expect(await ids(county.cast.leader, neglected, days(62)), 'not of another leader').not.toContain(id);
    expect(await ids(office, withoutResult, `${year}-12-19`)).not.toContain(id);
    expect(await ids(office, withoutResult, `${year}-12-20`)).toContain(id);
    expect(await ids(office, withoutResult, `${year + 1}-02-01`)).toContain(id);
  });

  test('marked on its own page it is on the list; the mark and the supervision end together, from either side', async () => {
    const { office } = county.cast;
    const mark = (id: string, name: 'designate' | 'release', input: object = {}, reason?: string) => as(office, (act) => take<Proposal>(act, proposal, id, name, { input: input as Record<string, unknown>, reason, effect: proposalEffects[name] }));
    const of = async (row: Proposal) => (await look(office, (reads) => list(reads, keySelection, { where: is<KeySelection>('proposal_id', row.id), limit: 5 })))[0];
    const road = await proposed();
    await mark(road.id, 'designate', { key_led_by: '县长' });
    expect(await of(road)).toMatchObject({ state: 'chosen', led_by: '县长', decided_on: today(), nominator: '县政协办公室' });
    await mark(road.id, 'release', {}, '改由分管领导督办');
    expect(await of(road)).toMatchObject({ state: 'dropped' });
    const school = await proposed();
    await mark(school.id, 'designate', { key_led_by: '县长' });
    const handed = await step(office, (await of(school))!.id, 'hand_over', { led_by: '杨小河副县长' }, '分工调整');
    expect(handed.leader_id).toBe(county.there.person);
    expect((await seen(school.id)).key_led_by).toBe('杨小河副县长');
    await step(office, handed.id, 'drop', {}, '已经解决');
    expect((await seen(school.id)).key_since).toBeNull();
  });

  test('a mark that came from a register gets its selection, and the units that it is given to see it', async () => {
    const { office, 'other unit clerk': traffic } = county.cast;
    const row = await proposed({ state: 'filed', lead_unit_id: null, key_since: `${year}-02-01`, key_led_by: '李县长' });
    expect((await look(office, (reads) => markedWithoutSelection(reads, year))).map(({ id }) => id)).toContain(row.id);
    await as(office, (act) => adopt(act, row.id));
    expect((await look(office, (reads) => markedWithoutSelection(reads, year))).map(({ id }) => id)).not.toContain(row.id);
    const of = (actor: Actor) => look(actor, (reads) => list(reads, keySelection, { where: is<KeySelection>('proposal_id', row.id), limit: 5 }));
    expect(await of(office)).toMatchObject([{ state: 'chosen', led_by: '李县长', decided_on: `${year}-02-01` }]);
    expect(await of(traffic)).toEqual([]);
    await as(office, (act) => take<Proposal>(act, proposal, row.id, 'assign', { input: { lead_unit_id: county.there.unit }, effect: proposalEffects['assign'] }));
    expect(await of(traffic)).toMatchObject([{ handler_ids: [county.there.unit] }]);
  });

  test('a key proposal that is merged hands its mark and its supervision to the lead; a lead that has its own keeps it', async () => {
    const { office } = county.cast;
    const merge = (id: string, into: string) => as(office, (act) => take<Proposal>(act, proposal, id, 'merge', { input: { merged_into_id: into }, effect: proposalEffects['merge'] }));
    const chosenOne = async (row: Proposal, led_by: string): Promise<KeySelection> => {
      const { id } = await nominated(office, {}, row);
      await step(office, id, 'shortlist');
      return step(office, id, 'choose', { ...charge, led_by });
    };
    const filed = { state: 'filed', lead_unit_id: null } as const;
    const [lead, along, third] = [await proposed({ ...filed, title: '修大路', proposal_no: 901, lead_unit_id: county.there.unit }), await proposed({ ...filed, title: '修小路', proposal_no: 902 }), await proposed({ ...filed, title: '修岔路', proposal_no: 903 })];
    const selection = await chosenOne(along, '杨小河副县长');
    await as(office, (act) => holdKeyAct(act, { selection_id: selection.id, kind: 'visit', attended: '杨小河', decided: '动工' }, {}));
    await merge(along.id, lead.id);
    expect(await look(office, (reads) => get(reads, keySelection, selection.id))).toMatchObject({ proposal_id: lead.id, subject: '第901号 修大路', state: 'chosen', leader_id: county.there.person, handler_ids: [county.there.unit], acts_n: 1 });
    expect(await seen(lead.id)).toMatchObject({ key_since: today(), key_led_by: '杨小河副县长' });
    expect(await seen(along.id)).toMatchObject({ state: 'merged', key_since: null, key_led_by: null });
    const own = await chosenOne(third, '县长');
    await merge(third.id, lead.id);
    expect(await look(office, (reads) => get(reads, keySelection, own.id)), 'not two in one year').toMatchObject({ state: 'dropped', proposal_id: third.id });
    expect(await seen(lead.id)).toMatchObject({ key_led_by: '杨小河副县长' });
    const lines = await look(office, async ({ db }) => (await db.selectFrom('journal').select('content').where('county_id', '=', county.id).where('record_id', 'in', [selection.id, lead.id]).execute()).map(({ content }) => content));
    expect(lines.filter((content) => content.includes('第902号 修小路”并入'))).toHaveLength(2);
  });

  test('units are asked for nominations until the day, or until they gave one', async () => {
    const { 'unit clerk': water, 'other unit clerk': traffic } = county.cast;
    const inTwoYears = year + 2;
    const asked = (actor: Actor) => look(actor, (reads) => keysAwaited[0]!.find(reads));
    await county.act((act) => createMany<KeyRound>(act, keyRound, [{ year: inTwoYears, recommend_by: '2199-01-01' }, { year: inTwoYears + 1, recommend_by: '2020-01-01' }]));
    expect(await asked(water)).toHaveLength(1);
    await nominated(water, { year: inTwoYears });
    expect([await asked(water), await asked(traffic)].map((some) => some.length)).toEqual([0, 1]);
  });

  test('one that was a key proposal in an earlier year keeps that mark', async () => {
    const { office } = county.cast;
    const row = await old({ key_since: `${year - 2}-03-01`, key_led_by: '老县长' });
    const { id } = await nominated(office, {}, row);
    await step(office, id, 'shortlist');
    await step(office, id, 'choose', charge);
    await step(office, id, 'drop', {}, '已经解决');
    expect(await seen(row.id)).toMatchObject({ key_since: `${year - 2}-03-01`, key_led_by: '老县长' });
  });
});

test('lists are as long as figures', () => expectListsEqualFigures(county.house, [...figures, ...proposalFigures.filter(({ name }) => name.startsWith('key_'))], { actors: [county.cast.office, county.cast['unit clerk']] }));

describe('the quota', () => {
  test('is never exceeded, whatever the order of choosing, marking and dropping', async () => {
    const { office } = county.cast;
    const chosenNow = async () => (await look(office, (reads) => list(reads, keySelection, { where: is<KeySelection>('year', year), limit: 500 }))).filter(({ state }) => ['chosen', 'supervised', 'concluded'].includes(state)).length;
    const most = (await chosenNow()) + 2;
    await set('keys.most', String(most));
    const doing = fc.array(fc.constantFrom('choose', 'mark', 'drop'), { minLength: 6, maxLength: 10 });
    await fc.assert(fc.asyncProperty(doing, async (acts) => {
      const mine: string[] = [];
      for (const one of acts) {
        const before = await chosenNow();
        if (one === 'drop') {
          const id = mine.pop();
          if (id) await step(office, id, 'drop', {}, '换一件');
          continue;
        }
        const row = await proposed();
        const done = one === 'mark'
          ? as(office, (act) => take<Proposal>(act, proposal, row.id, 'designate', { input: { key_led_by: '县长' }, effect: proposalEffects['designate'] }))
          : nominated(office, {}, row).then(async ({ id }) => { await step(office, id, 'shortlist'); await step(office, id, 'choose', charge); });
        const refused = await done.then(() => undefined, (error: { code?: string }) => error.code);
        expect(refused).toBe(before < most ? undefined : 'no_room');
        const [made] = await look(office, (reads) => list(reads, keySelection, { where: is<KeySelection>('proposal_id', row.id), limit: 1 }));
        if (!refused) mine.push(made!.id);
        expect((await seen(row.id)).key_since !== null, 'the mark follows').toBe(!refused);
        expect(await chosenNow()).toBeLessThanOrEqual(most);
      }
      for (const id of mine) await step(office, id, 'drop', {}, '换一件');
    }), { numRuns: 3, examples: [[['mark', 'choose', 'mark', 'choose', 'drop', 'mark', 'choose', 'mark']]] });
  });

  test('may also be a share of what was filed in the year', async () => {
    await set('keys.most', '9999');
    await set('keys.share_most', '1');
    const { id } = await nominated(county.cast.office);
    await step(county.cast.office, id, 'shortlist');
    await expect(step(county.cast.office, id, 'choose', charge)).rejects.toMatchObject({ code: 'no_room', message: expect.stringContaining('1%') });
  });
});
