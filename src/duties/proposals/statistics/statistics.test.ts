import fc from 'fast-check';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { reading, type Act } from '#platform/records/act.ts';
import { lastAct, standingAt } from '#platform/records/moment.ts';
import { createMany, edit } from '#platform/records/write.ts';
import { unit } from '#institutions/units/record.ts';
import { parameterSetting } from '#plans/parameter-values/record.ts';
import { member } from '#institutions/members/record.ts';
import { sector } from '#institutions/groupings/record.ts';
import { person } from '#institutions/people/record.ts';
import { commendation, type Commendation } from '#duties/proposals/commendations/record.ts';
import { commendationRound } from '#duties/proposals/commendations/rounds/record.ts';
import { awardKinds } from '#duties/proposals/commendations/words.ts';
import { proposal, type Proposal } from '#duties/proposals/record.ts';
import { proposalsSlice } from '#duties/proposals/slice.ts';
import { figures } from '#duties/proposals/statistics/figures.ts';
import { statisticsOn, type Statistics } from '#duties/proposals/statistics/statistics.ts';
import type { Span } from '#duties/proposals/statistics/span.ts';
import { adoptions } from '#duties/proposals/answers/words.ts';
import { dispositions, handlingModes, proposerKinds, ratings, results, sides, timeClasses } from '#duties/proposals/words.ts';
import { several, stateOf } from '../../../../test/samples.ts';
import { testCounty, type TestCounty } from '../../../../test/county.ts';
import { siteOf, type Visitor } from '../../../../test/visitor.ts';

const slices = [{ records: [parameterSetting, person, member, sector, unit] }, proposalsSlice];
let county: TestCounty;
let office: Visitor;
let members: string[];
beforeAll(async () => {
  county = await testCounty(slices);
  members = await county.act(async (act) => {
    const sectors = await createMany(act, sector, ['农业', '教育', '工会'].map((name, place) => ({ name, rank: place })));
    const people = await createMany(act, person, ['韦志', '蒙丽', '罗成'].map((name) => ({ name })));
    const seats = await createMany(act, member, people.map(({ id, name }, n) => ({ person_id: id, name, term: 9, sector_id: n === 2 ? null : sectors[n]!.id, joined_on: '2022-01-10', standing: false, name_key: '' })));
    return [...seats.map(({ id }) => id), county.here.member, county.there.member];
  });
  await county.act(async (act) => commend(act, await createMany(act, proposal, many(160))));
  office = await siteOf(county, slices)({ role: 'county_office' });
}, 120_000);
afterAll(() => county.drop());

const day = fc.integer({ min: 0, max: 500 }).map((n) => new Date(Date.UTC(2024, 6, 1) + n * 86_400_000).toISOString().slice(0, 10));
const oneOf = (words: Readonly<Record<string, string>>) => fc.option(fc.constantFrom(...Object.keys(words)), { nil: null });

/** Proposals in any state, whole enough for the database. */
function many(n: number): Partial<Proposal>[] {
  const units = [county.here.unit, county.there.unit];
  const content = fc.record({
    state: stateOf(proposal), session: fc.constantFrom(3, 4), time_class: fc.constantFrom(...Object.keys(timeClasses)), category: fc.option(fc.constantFrom('交通', '教育', "O'Brien"), { nil: null }),
    proposer_kind: fc.constantFrom(...Object.keys(proposerKinds)), first: fc.nat(4), cosigner_ids: fc.subarray(members), other: fc.subarray(['杨四', '吴五']), submitted_on: fc.option(day, { nil: null, freq: 12 }),
    disposition: oneOf(dispositions), lead_unit_id: fc.option(fc.constantFrom(...units), { nil: null }), separate: fc.boolean(), assisting_ids: fc.subarray(units), assigned_on: fc.option(day, { nil: null }),
    on_time: fc.option(fc.boolean(), { nil: null }), letter: fc.option(fc.constantFrom('A', 'B'), { nil: null }), result: oneOf(results), rating_result: oneOf(ratings), rating_work: oneOf(ratings),
    side: oneOf(sides), mode: oneOf(handlingModes), round: fc.constantFrom(1, 2), bounced: fc.nat(1), key_since: fc.option(day, { nil: null }), adoptions: fc.array(fc.constantFrom(...Object.keys(adoptions)), { maxLength: 3 }),
    replied_on: fc.option(day, { nil: null }), raters_n: fc.nat(3), rated_n: fc.nat(2), suggested: fc.boolean(),
  });
  return several(content, n).map(({ first, other, separate, suggested: _suggested, ...row }, place): Partial<Proposal> => {
    const byMember = row.proposer_kind === 'member' || row.proposer_kind === 'joint';
    return {
      ...row, id: uuidv7(), term: 9, title: `关于第${place}件事的提案`, serial_no: row.state === 'draft' ? null : place + 1, public_ok: true,
      member_id: byMember && first > 0 ? members[first]! : null, proposer_name: byMember ? `委员${first}` : ['农业', '民建县委会', '县总工会'][first % 3]!,
      other_cosigners: other, suggestions: row.adoptions.map((_, n) => `建议${n}`), suggestions_n: row.adoptions.length,
      separate_ids: separate && row.lead_unit_id ? [row.lead_unit_id === county.here.unit ? county.there.unit : county.here.unit] : [],
    } as Partial<Proposal>;
  });
}

/** Two rounds of half a year each; what they commended, or did not. */
async function commend(act: Act, proposals: readonly Proposal[]): Promise<void> {
  const rounds = await createMany(act, commendationRound, [{ title: '下半年评优', from_on: '2024-07-01', until_on: '2024-12-31' }, { title: '上半年评优', from_on: '2025-01-01', until_on: '2025-06-30' }]);
  const content = fc.record({ state: stateOf(commendation), kind: fc.constantFrom(...Object.keys(awardKinds)), place: fc.nat(proposals.length - 1), collective: fc.boolean(), unit: fc.boolean() });
  await createMany(act, commendation, several(content, 60).map(({ place, unit: own, ...row }, n): Partial<Commendation> => ({
    ...row, round_id: rounds[n % 2]!.id, proposal_id: row.kind === 'proposal' ? proposals[place]!.id : null, unit_id: row.kind === 'unit' || own ? county.here.unit : null,
    subject: `第${n}项`, recommended_by: '提案委员会', recommended_on: '2025-11-01', awarded_on: '2025-12-01',
  })));
}

const told = (span: Span, asOf?: Date): Promise<Statistics> =>
  reading(county.house, county.cast.office, async (look) => statisticsOn(await standingAt(look, asOf), { span, day: '2025-12-31' }));

/** Every number of the page with its list: how long is it? */
async function expectLists({ chapters, tables }: Statistics, every: number): Promise<number> {
  const distinct = new Set(['proposal_merge_groups', 'proposal_bodies', 'proposal_signers', 'proposal_units']);
  const numbers = [
    ...chapters.flatMap((chapter) => [...chapter.figures.map(({ name, value, href }) => ({ name, value, href })), ...chapter.ratios.flatMap(({ name, numerator, denominator }) => [{ name, ...numerator }, { name, ...denominator }])]),
    ...tables.flatMap((table) => [...table.rows, { key: '', cells: table.totals }].flatMap(({ key, cells }) => cells.flatMap((cell, place) => (cell ? [{ name: `${table.label} ${key} ${place}`, ...cell }] : [])))),
  ].filter(({ name }) => !distinct.has(name)).filter((_, place) => place % every === 0);
  for (const { name, value, href } of numbers) {
    const { status, body } = await office.json(href);
    expect({ name, status, length: body.total, is: body.total_is }, href).toEqual({ name, status: 200, length: value, is: 'exact' });
  }
  return numbers.length;
}

test('every number is as long as the list it opens: of sessions, of periods', { timeout: 300_000 }, async () => {
  expect(await expectLists(await told({ sitting: { term: 9, session: 4 } }), 1)).toBeGreaterThan(150);
  await fc.assert(fc.asyncProperty(day, day, async (a, b) => {
    await expectLists(await told({ from: a < b ? a : b, to: a < b ? b : a }), 7);
  }), { numRuns: 8, includeErrorInReport: true });
});

test('a moment that is past is told again as it was, lists and all', { timeout: 120_000 }, async () => {
  const span: Span = { sitting: { term: 9, session: 4 } };
  const at = await reading(county.house, county.cast.office, lastAct);
  const then = await told(span);
  await county.act((act) => createMany(act, proposal, many(20).map((row, n) => ({ ...row, serial_no: 1_000 + n, title: `关于后来第${n}件事的提案` }))));
  await county.act((act) => edit(act, member, members[1]!, undefined, { sector_id: null }), county.cast.office);
  const again = await told(span, at);
  expect({ ...again, at: undefined, reading: undefined }).toEqual({ ...then, at: undefined, reading: undefined });
  expect((await told(span)).tables).not.toEqual(then.tables);
  await expectLists(again, 3);
});

test('rows add up to the figure, or it is said why they do not', async () => {
  const { tables } = await told({ sitting: { term: 9, session: 4 } });
  expect(tables.length).toBe(12);
  for (const { label, columns, rows, totals, remark } of tables) {
    columns.forEach((column, place) => {
      const sum = rows.reduce((n, { cells }) => n + (cells[place]?.value ?? 0), 0);
      if (remark === undefined || column.label.includes('件次')) expect(sum, `${label} ${column.label}`).toBe(totals[place]!.value);
    });
  }
  expect(tables.filter(({ remark }) => remark).map(({ label }) => label)).toEqual(['按承办单位']);
});

test('persons are counted once over all that they signed, whoever they are in the register', async () => {
  const { chapters } = await told({ from: '2024-01-01', to: '2026-12-31' });
  const value = (name: string) => chapters.flatMap((chapter) => chapter.figures).find((figure) => figure.name === name)!.value;
  expect(figures.length).toBe(10);
  expect(value('proposal_signatures')).toBeGreaterThan(value('proposal_signers'));
  expect(value('proposal_signers')).toBeLessThanOrEqual(members.length + 2 + 5);
});

test('what was commended counts with the proposals that were judged, and as long as it stands', async () => {
  const row = { state: 'closed', term: 9, title: '关于兴茶的提案', proposer_name: '民建县委会', proposer_kind: 'party', public_ok: true, disposition: 'filed', time_class: 'session' } as Partial<Proposal>;
  const [before, now] = await county.act((act) => createMany(act, proposal, [{ ...row, session: 1, submitted_on: '2021-03-01', serial_no: 9_001 }, { ...row, session: 2, submitted_on: '2022-03-01', serial_no: 9_002 }]));
  const [round] = await county.act((act) => createMany(act, commendationRound, [{ title: '两年一评', from_on: '2021-01-01', until_on: '2022-12-31' }]));
  const given = { round_id: round!.id, state: 'awarded', recommended_by: '提案委员会', recommended_on: '2023-01-05', awarded_on: '2023-02-01' };
  await county.act((act) => createMany(act, commendation, [
    { ...given, kind: 'proposal', subject: '兴茶', proposal_id: now!.id, collective: true }, { ...given, kind: 'proposal', subject: '撤销的', proposal_id: before!.id, state: 'revoked' },
    { ...given, kind: 'unit', subject: '县水务局', unit_id: county.here.unit }, { ...given, kind: 'person', subject: '杨某', person_name: '杨某', state: 'published' },
  ]));
  const awards = async (session: number) => (await told({ sitting: { term: 9, session } })).chapters.find(({ label }) => label === '评优表彰')!;
  expect((await awards(1)).figures.map(({ value }) => value), 'units and persons of a round stand in each session it judged').toEqual([0, 0, 1, 1]);
  expect((await awards(2)).figures.map(({ value }) => value)).toEqual([1, 1, 1, 1]);
  expect((await awards(2)).ratios.map(({ numerator, denominator }) => `${numerator.value}/${denominator.value}`)).toEqual(['1/1', '1/1']);
  await expectLists(await told({ sitting: { term: 9, session: 2 } }), 1);
  const { text } = await office.get((await awards(2)).figures[2]!.href);
  for (const words of ['县水务局', '两年一评', '2023-02-01']) expect(text).toContain(words);
});

test('only those who read the whole county see it; what cannot be read is refused in a sentence', async () => {
  const clerk = await siteOf(county, slices)({ role: 'unit_clerk', unit: county.here.unit });
  expect((await clerk.get('/proposals/statistics')).status).toBe(404);
  for (const [query, words] of [['sitting=九', '届次'], ['from=2025-02-30', '日期'], ['from=2025-03-01&to=2025-02-01', '之后'], ['sitting=9-4&asof=gestern', '截止时刻']]) {
    const { status, text } = await office.get(`/proposals/statistics?${query}`);
    expect({ status, said: text.includes(words!) }, query).toEqual({ status: 400, said: true });
  }
  expect((await office.get('/proposals?figure=proposals_received&sector=x')).status).toBe(400);
  expect((await office.get('/proposals?sector=-&category=-')).status).toBe(200);
});

test('the download has every number on a line of its own', async () => {
  const { status, text } = await office.get('/proposals/statistics.csv?sitting=9-4');
  expect(status).toBe(200);
  const { chapters } = await told({ sitting: { term: 9, session: 4 } });
  expect(text).toContain(`提出和审查,收到提案,收到提案,${chapters[0]!.figures[0]!.value},${chapters[0]!.figures[0]!.value}件`);
});
