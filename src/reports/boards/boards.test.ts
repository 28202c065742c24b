import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { figures, slices } from '#county.ts';
import { program, type Role } from '#platform/identity/actor.ts';
import { reading } from '#platform/records/act.ts';
import { standingAt } from '#platform/records/moment.ts';
import { createMany } from '#platform/records/write.ts';
import { today } from '#platform/time.ts';
import { deed, type Deed } from '#duties/deeds/record.ts';
import { ledgerEntry, type LedgerEntry } from '#duties/opinions/ledger/record.ts';
import { proposal, type Proposal } from '#duties/proposals/record.ts';
import { askedInVain } from '#reports/boards/gaps.ts';
import { testCounty, type TestCounty } from '../../../test/county.ts';
import { siteOf, type Visitor } from '../../../test/visitor.ts';

/** A year that is over. */
const year = Number(today().slice(0, 4)) - 1;
const day = (rest: string): string => `${year}-${rest}`;
const period = `from=${year}-01-01&to=${year}-12-31`;

let county: TestCounty;
let visitor: ReturnType<typeof siteOf>;
let [office, worker]: Visitor[] = [];

beforeAll(async () => {
  county = await testCounty(slices);
  const { here, there } = county;
  let number = 0;
  const entry = (more: Partial<LedgerEntry>): Partial<LedgerEntry> => ({ number: (number += 1), committee_id: here.committee, received_on: day('01-04'), precision: 'day', way: 'visit', matter: '村口的路灯坏了', reporter: '吴秀英', state: 'closed', outcome: 'answered', dispute: false, settled: false, ...more });
  const filed = (more: Partial<Proposal>): Partial<Proposal> => ({ title: '关于维修乡道的提案', state: 'accepted', proposer_kind: 'member', proposer_name: '石大山', member_id: here.member, term: 9, session: 5, time_class: 'session', submitted_on: day('01-03'), disposition: 'filed', lead_unit_id: here.unit, due_on: day('06-20'), ...more });
  await county.act(async (act) => {
    await createMany<LedgerEntry>(act, ledgerEntry, [
      entry({}), entry({ outcome: 'solved', category: '道路', verified_on: day('01-05'), called_back_on: day('01-05'), result_rating: 5 }), entry({ outcome: 'solved', called_back_on: day('01-05'), result_rating: 2 }),
      entry({ committee_id: there.committee, category: '饮水' }),
      ...Array.from({ length: 12 }, (_, n) => entry({ received_on: `${year - 1}-01-02`, dispute: true, settled: true, matter: `寨子里的水渠纠纷${n}`, outcome: 'solved' })),
    ]);
    await createMany<Proposal>(act, proposal, [filed({ committee_id: here.committee, proposal_no: 1 }), filed({ proposal_no: 2, state: 'closed', due_on: null, rating_work: 'satisfied', rating_result: 'satisfied', result: 'SOLVED' }), filed({ proposal_no: 3, lead_unit_id: there.unit })]);
    await createMany<Deed>(act, deed, [{ deed: '修好了村口的水管', kind: 'other', committee_id: here.committee, member_id: null, doer: '不在名册上的人', done_on: day('01-04'), state: 'recorded' }]);
  });
  visitor = siteOf(county, slices);
  office = await visitor({ role: 'county_office' });
  worker = await visitor({ role: 'worker', committee: here.committee });
});
afterAll(() => county.drop());

/** The numbers of a page that are links, as people read them. */
const linked = (html: string): { href: string; n: number }[] =>
  [...html.matchAll(/<a class="figure-value" href="([^"]+)">([\d,]+)/gu)].map(([, href, n]) => ({ href: href!.replaceAll('&amp;', '&'), n: Number(n!.replaceAll(',', '')) }));

const totalOf = async (who: Visitor, href: string): Promise<number> => (await who.json(href)).body.total as number;

async function expectNumbersAreLists(who: Visitor, path: string): Promise<number> {
  const { status, text } = await who.get(path);
  expect(status, path).toBe(200);
  const numbers = linked(text);
  for (const { href, n } of numbers) expect([href, await totalOf(who, href)]).toEqual([href, n]);
  return numbers.length;
}

test('every number of the boards opens a list that is as long, whoever reads it', { timeout: 60_000 }, async () => {
  expect(await expectNumbersAreLists(office!, `/boards/county?${period}`)).toBeGreaterThan(12);
  expect(await expectNumbersAreLists(office!, `/boards/leader?${period}`)).toBeGreaterThan(5);
  expect(await expectNumbersAreLists(worker!, `/boards/committee/${county.here.committee}?${period}`)).toBeGreaterThan(10);
  expect(await expectNumbersAreLists(office!, `/boards/quality?${period}`)).toBeGreaterThan(4);
  expect(await expectNumbersAreLists(worker!, `/boards/quality?${period}`)).toBeGreaterThan(2);
});

test('the fractions of the five ones are those of the pages that they open', async () => {
  const { ones } = (await office!.json(`/boards/county?${period}`)).body as { ones: { label: string; done: number; due: number; href: string }[] };
  expect(ones.map(({ label }) => label)).toEqual(['一月一次民情', '一季一次调研视察', '半年一次协商活动', '一年一次提案征集', '一人一件实事']);
  for (const { done, due, href } of ones) {
    const { examined, counter_examples: missing } = (await office!.json(href)).body;
    expect([href, done, due]).toEqual([href, examined - missing.length, examined]);
  }
  expect(ones[3]).toMatchObject({ done: 1, due: 2 });
});

test('solved stands beside content, each with its base and what was asked', async () => {
  const { solved } = (await office!.json(`/boards/county?from=${day('01-04')}&to=${day('01-04')}`)).body;
  expect(solved[0]).toMatchObject({ solved: { share: '50%', numerator: { value: 2 }, denominator: { value: 4 } }, satisfied: { share: '50%', numerator: { value: 1 }, denominator: { value: 2 } } });
  expect(solved[0].sample.map(({ label, value }: { label: string; value: number }) => [label, value])).toEqual([['群众确认解决', 1], ['答复后回访过', 2]]);
  expect((await office!.get(`/boards/county?from=${day('01-04')}&to=${day('01-04')}`)).text.replaceAll(/<[^>]+>/gu, '')).toContain('群众确认解决 1件（凭回执自己确认，或者回访时确认）；答复后回访过 2件');
});

test('what is late stands under the name of the committee or unit, with its days', async () => {
  const { overdue } = (await office!.json(`/boards/leader?${period}`)).body;
  expect(overdue).toMatchObject({ all: 2, of: [{ n: 1, oldest: day('06-20') }, { n: 1 }] });
  const own = (await worker!.json(`/boards/committee/${county.here.committee}?${period}`)).body.overdue;
  expect(own.of.map(({ whose }: { whose: { label: string } }) => whose.label)).toContain('县水务局');
  expect(own.of.map(({ whose }: { whose: { label: string } }) => whose.label)).not.toContain('县交通运输局');
  expect((await office!.get(`/boards/county?${period}`)).text).toMatch(/县水务局[\s\S]{0,900}逾期/u);
});

test('a board of a past moment tells what was known then', async () => {
  const path = `/boards/county?from=${day('01-01')}&to=${day('01-31')}`;
  const before = (await office!.json(path)).body;
  await county.act((act) => createMany<LedgerEntry>(act, ledgerEntry, [{ number: 99, committee_id: county.here.committee, received_on: day('01-06'), precision: 'day', way: 'visit', matter: '桥栏杆松了', state: 'closed', outcome: 'solved', dispute: false, settled: false }]));
  expect((await office!.json(path)).body.solved[0].solved.numerator.value).toBe(before.solved[0].solved.numerator.value + 1);
  expect((await office!.json(`${path}&asof=${before.as_of}`)).body).toEqual(before);
});

describe('who reads which board', () => {
  const roles: readonly { role: Role; unit?: true; committee?: true; sees: readonly boolean[] }[] = [
    { role: 'county_office', sees: [true, true, true, true] }, { role: 'chair', sees: [true, true, true, true] }, { role: 'leader', sees: [true, true, true, true] },
    { role: 'auditor', sees: [true, true, true, true] }, { role: 'maintainer', sees: [true, true, true, true] },
    { role: 'worker', committee: true, sees: [false, false, true, false] }, { role: 'director', committee: true, sees: [false, false, true, false] }, { role: 'deputy_director', committee: true, sees: [false, false, true, false] },
    { role: 'committee_member', committee: true, sees: [false, false, false, false] }, { role: 'unit_clerk', unit: true, sees: [false, false, false, false] },
  ];
  test.each(roles)('$role', async ({ role, unit, committee, sees }) => {
    const who = await visitor({ role, ...(unit && { unit: county.here.unit }), ...(committee && { committee: county.here.committee }) });
    const paths = ['county', 'leader', `committee/${county.here.committee}`, `committee/${county.there.committee}`];
    const statuses = [];
    for (const path of paths) statuses.push((await who.get(`/boards/${path}?${period}`)).status);
    expect(statuses).toEqual(sees.map((one) => (one ? 200 : 404)));
    for (const path of ['quality', 'overdue']) expect((await who.get(`/boards/${path}?${period}`)).status, path).toBe(sees.includes(true) ? 200 : 404);
    expect((await who.fetch(`/boards?${period}`)).headers.get('location')?.split('?')[0] ?? null).toBe(sees[0] ? `/boards/${role === 'leader' ? 'leader' : 'county'}` : sees[2] ? `/boards/committee/${county.here.committee}` : null);
  });

  test('a member finds none, and nobody opens a light of another committee', async () => {
    const member = await visitor({ person: county.here.person });
    expect((await member.get(`/boards?${period}`)).status).toBe(404);
    expect((await worker!.get(`/boards/quality/unproved?${period}&committee=${county.there.committee}`)).status).toBe(404);
    expect((await worker!.get('/boards/committee/nobody')).status).toBe(404);
    expect((await office!.get(`/boards/county?from=2025-13-01`)).status).toBe(400);
  });
});

describe('what should be looked at twice', () => {
  test('what was not written, who is not on the roster, and what stopped', async () => {
    const { gaps, vanished, committees } = (await office!.json(`/boards/quality?${period}`)).body;
    const told = gaps.map(({ what, value }: { what: string; value: number }) => [what.split('：')[0], what.split('：')[1], value]);
    expect(told).toContainEqual(['收集群众反映的问题和建议', '（没有写明事项类别）', 3]);
    expect(told).toContainEqual(['民生实事', '办事的人不在委员名册里', 1]);
    expect(vanished.map(({ now, before }: { now: { name: string; value: number }; before: { value: number } }) => [now.name, now.value, before.value])).toContainEqual(['disputes_settled', 0, 12]);
    expect(committees.map(({ place, lit }: { place: string; lit: { unproved: number } }) => [place, lit.unproved > 0]).toSorted()).toEqual([['小河乡', true], ['白石镇', true]]);
  });

  test('no number is asked by a dimension that is not there', async () => {
    const vain = await reading(county.house, program(county.id), async (look) => askedInVain(await standingAt(look), figures));
    expect(vain).toEqual([]);
  });
});

test('on a wall the same numbers stand alone, and the browser fetches them again until somebody stops it', async () => {
  const wall = await office!.fetch(`/boards/county?${period}&wall=yes`);
  expect(wall.headers.get('refresh')).toBe('600');
  const html = await wall.text();
  expect(linked(html).map(({ n }) => n)).toEqual(linked((await office!.get(`/boards/county?${period}`)).text).map(({ n }) => n));
  expect(html).not.toContain('id="menu"');
  expect((await office!.fetch(`/boards/county?${period}&wall=yes&still=yes`)).headers.get('refresh')).toBeNull();
});

test('no board names who told something', async () => {
  for (const path of ['county', 'leader', `committee/${county.here.committee}`, 'overdue', 'quality']) expect((await office!.get(`/boards/${path}?${period}`)).text, path).not.toContain('吴秀英');
});
