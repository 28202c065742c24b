import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parameterSetting, type ParameterSetting } from '#plans/parameter-values/record.ts';
import { parametersSlice } from '#plans/parameter-values/slice.ts';
import { toDocx } from '#platform/documents/docx.ts';
import { reading, transact, type House } from '#platform/records/act.ts';
import { create, take } from '#platform/records/write.ts';
import { dayOf } from '#platform/time.ts';
import { enterProposal, type Entered } from '#duties/proposals/entering.ts';
import { correctPlenary, effects, registerPlenary } from '#duties/proposals/plenaries/actions.ts';
import { callFacts, callPaper } from '#duties/proposals/plenaries/paper.ts';
import { placeAmong, type Sitting } from '#duties/proposals/plenaries/placing.ts';
import { plenary, type Plenary } from '#duties/proposals/plenaries/record.ts';
import { sessionShort } from '#duties/proposals/plenaries/words.ts';
import { proposal } from '#duties/proposals/record.ts';
import { proposalsSlice } from '#duties/proposals/slice.ts';
import { proposerKinds } from '#duties/proposals/words.ts';
import { effects as proposalEffects } from '#duties/proposals/actions.ts';
import { own } from '../../../../test/cast.ts';
import { testCounty, type TestCounty } from '../../../../test/county.ts';
import { faultsOfPath, matrix } from '../../../../test/matrix.ts';

const sitting = (session: number, called_on: string | null, opens_on: string, closes_on: string, deadline_on: string): Sitting => ({ term: 9, session, called_on, opens_on, closes_on, deadline_on });
const fifth = sitting(5, '2025-11-20', '2026-01-12', '2026-01-15', '2026-01-13');
const sixth = sitting(6, null, '2027-01-10', '2027-01-13', '2027-01-11');

test.each([
  ['2025-11-19', undefined],
  ['2025-11-20', [5, 'session']],
  ['2026-01-13', [5, 'session']],
  ['2026-01-14', [5, 'ordinary']],
  ['2026-12-05', [5, 'ordinary']],
  ['2026-12-06', [6, 'session']],
  ['2027-01-11', [6, 'session']],
  ['2027-01-12', [6, 'ordinary']],
])('what is handed in on %s', (day, place) => {
  const found = placeAmong([sixth, fifth], day, 5);
  expect(found && [found.session, found.time_class]).toEqual(place);
});

test('a later day never belongs to an earlier session, and no session is made up', () => {
  const days = fc.integer({ min: 0, max: 1_500 }).map((n) => dayOf(new Date(Date.UTC(2025, 0, 1) + n * 86_400_000)));
  fc.assert(fc.property(days, days, fc.integer({ min: 1, max: 31 }), (a, b, lastDay) => {
    const [early, late] = [a, b].toSorted().map((day) => placeAmong([fifth, sixth], day, lastDay));
    expect(late?.session ?? 99).toBeGreaterThanOrEqual(early?.session ?? 0);
    for (const place of [early, late]) if (place) expect([5, 6]).toContain(place.session);
  }));
});

test('sessions are written as people write them', () => {
  expect([[9, 5], [10, 1], [12, 10], [21, 2]].map(([term, session]) => sessionShort({ term: term!, session: session! }))).toEqual(['九届五次', '十届一次', '十二届十次', '二十一届二次']);
});

test('who may do what in which state', () => {
  expect(faultsOfPath(plenary)).toEqual([]);
  expect(matrix<Plenary>(plenary, { 'one session': { ...fifth, session: own.member.length } })).toMatchSnapshot();
});

describe('in a county', () => {
  let county: TestCounty;
  let now = new Date('2030-01-12T09:00:00+08:00');
  let house: House;
  beforeAll(async () => {
    county = await testCounty([parametersSlice, proposalsSlice]);
    house = { ...county.house, clock: () => now };
    on('2029-11-20');
    const row = await act((one) => registerPlenary(one, { term: 9, session: 5, opens_on: '2030-01-12', closes_on: '2030-01-15', deadline_on: '2030-01-13' }, {}));
    await act((one) => take(one, plenary, row.id, 'call', { input: {}, effect: effects.call }));
  });
  afterAll(() => county.drop());

  const on = (day: string): void => void (now = new Date(`${day}T09:00:00+08:00`));
  const act = <T>(work: Parameters<typeof transact<T>>[3], actor = county.cast.office) => transact(house, actor, null, work);
  const paper = (values: Entered) => act((one) => enterProposal(one, { title: '关于修路的提案', public_ok: true, ...values }, {}));
  const set = (key: string, value: string) => act((one) => create<ParameterSetting>(one, parameterSetting, { key, value, from_day: '2025-01-01' }));

  test('a member’s draft takes its session from the day on which it is submitted', async () => {
    const { member } = county.cast;
    on('2030-01-13');
    const draft = await act((one) => enterProposal(one, { title: '关于装路灯的提案', situation: '村里夜间没有灯。', advice: '装路灯。', public_ok: true, time_class: 'ordinary' }, {}), member);
    on('2030-01-14');
    await expect(act((one) => take(one, proposal, draft.id, 'submit', { input: {}, effect: proposalEffects.submit }), member)).rejects.toMatchObject({ fields: { none_forbidden: expect.any(String) } });
    expect(await act((one) => take(one, proposal, draft.id, 'submit', { input: { none_forbidden: true }, effect: proposalEffects.submit }), member)).toMatchObject({ term: 9, session: 5, time_class: 'ordinary', submitted_on: '2030-01-14' });
  });

  /** Each kind of proposer: in the session, and outside it. */
  const cases: [keyof typeof proposerKinds, boolean, boolean][] = [
    ['member', true, true], ['joint', true, true], ['party', true, true], ['organisation', true, true], ['special_committee', true, true], ['sector', true, false], ['group', true, false], ['committee', false, false],
  ];
  test.each(cases)('%s: in session %s, outside %s', async (kind, inSession, outside) => {
    const who = kind === 'member' || kind === 'joint' ? { member_id: county.here.member } : { proposer_name: '甲' };
    on('2030-03-02');
    for (const [day, may] of [['2030-01-12', inSession], ['2030-03-02', outside]] as const) {
      const entered = paper({ proposer_kind: kind, submitted_on: day, ...who });
      if (may) expect(await entered).toMatchObject({ state: 'submitted', term: 9, session: 5, time_class: day === '2030-01-12' ? 'session' : 'ordinary' });
      else await expect(entered).rejects.toMatchObject({ status: 422, fields: { proposer_kind: expect.stringMatching(kind === 'committee' ? /不收联络委提案（依据：.*可以提提案的有/u : /只在全体会议期间提出（依据：.*2030-03-02不在会期内/u) } });
    }
  });

  test('whose paper must be sealed says the plan', async () => {
    on('2030-03-02');
    await set('proposals.sealed_kinds', '党派、委员小组');
    await expect(paper({ proposer_kind: 'party', proposer_name: '民建县支部' })).rejects.toMatchObject({ status: 422, fields: { sealed_on: expect.stringContaining('要盖章或由召集人签名') } });
    await expect(paper({ proposer_kind: 'party', proposer_name: '民建县支部', sealed_on: '2030-03-03' }), 'not tomorrow').rejects.toMatchObject({ fields: { sealed_on: expect.any(String) } });
    expect(await paper({ proposer_kind: 'party', proposer_name: '民建县支部', sealed_on: '2030-03-01' })).toMatchObject({ sealed_on: '2030-03-01' });
    expect(await paper({ proposer_kind: 'organisation', proposer_name: '县工商联' })).toMatchObject({ sealed_on: null });
  });

  test('days must be in order, a session is there once, and it opens on its day', async () => {
    on('2030-03-02');
    const days = { opens_on: '2031-01-10', closes_on: '2031-01-13', deadline_on: '2031-01-11' };
    await expect(act((one) => registerPlenary(one, { term: 9, session: 6, ...days, closes_on: '2031-01-09' }, {}))).rejects.toMatchObject({ fields: { closes_on: expect.any(String) } });
    await expect(act((one) => registerPlenary(one, { term: 9, session: 6, ...days, deadline_on: '2031-01-14' }, {}))).rejects.toMatchObject({ fields: { deadline_on: expect.any(String) } });
    await expect(act((one) => registerPlenary(one, { term: 9, session: 5, ...days }, {}))).rejects.toMatchObject({ fields: { session: expect.stringContaining('九届五次会议已经登记过了') } });
    const row = await act((one) => registerPlenary(one, { term: 9, session: 6, ...days }, {}));
    await expect(act((one) => correctPlenary(one, row, { session: 5 }))).rejects.toMatchObject({ fields: { session: expect.any(String) } });
    await expect(act((one) => take(one, plenary, row.id, 'open', { effect: effects.open }))).rejects.toMatchObject({ status: 422, message: expect.stringContaining('会期从2031-01-10开始') });
    on('2031-01-10');
    await act((one) => take(one, plenary, row.id, 'open', { effect: effects.open }));
    on('2031-01-11');
    expect(await act((one) => take(one, plenary, row.id, 'close', { effect: effects.close })), 'ended early').toMatchObject({ state: 'closed', closes_on: '2031-01-11', deadline_on: '2031-01-11' });
  });

  test('the call says who, what and until when, and is a file', async () => {
    const paper = await reading(house, county.cast.office, async (look) => callPaper({ ...fifth, call_text: '产业发展\n乡村治理' } as Plenary, await callFacts(look, '2030-01-12'), '政协云岭自治县委员会'));
    const words = JSON.stringify(paper);
    for (const said of ['九届五次', '各党派，各人民团体，各专门委员会，各界别，各委员小组', '2026年1月13日截止', '不超过50字', '最多2500字', '乡村治理', '指名举报']) expect(words).toContain(said);
    expect((await toDocx(paper)).byteLength).toBeGreaterThan(5_000);
  });
});
