import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildSite, slices } from '#county.ts';
import type { Operation } from '#platform/http/site.tsx';
import { verifyJournal } from '#platform/journal/verify.ts';
import { reading } from '#platform/records/act.ts';
import { today } from '#platform/time.ts';
import { createMany } from '#platform/records/write.ts';
import { indexPending } from '#platform/search/indexing.ts';
import { person } from '#institutions/people/record.ts';
import { post } from '#institutions/posts/record.ts';
import { testCounty, type TestCounty } from '../county.ts';
import { saidBy, tablesHolding } from '../leaks.ts';
import { siteOf, type Visitor } from '../visitor.ts';

const PHONE = '13910004321';
const HELPER = '欧阳雪莲';
const secrets = [PHONE, HELPER];

/** Where the matter itself is shown is looked at by everybody. */
const close = /^(\/api\/v1)?\/(ledger|referrals|search|journal|personal-\w+|exports)\b/;
/** Of all other addresses everybody looks at one in so many, each at others, so that every one is looked at by some; `SHIELD_EVERY=1`: everybody at all. */
const every = Number(process.env['SHIELD_EVERY'] ?? 4);

/** A resident complains of the water office, whose own clerk also works for the committee. Everybody tries to learn who it was. */
describe('a grievance about a unit, with the shield tried from every role', () => {
  let county: TestCounty;
  let visitors: Record<string, Visitor>;
  let entry: string;
  let receipt: string;
  const site = buildSite();

  beforeAll(async () => {
    county = await testCounty(slices);
    const as = siteOf(county, slices, site);
    const { here, there } = county;
    const double = await county.act(async (act) => {
      const [who] = await createMany(act, person, [{ name: '两头任职者' }]);
      const at = { person_id: who!.id, name: who!.name, since: '2022-01-10', acting: false };
      await createMany(act, post, [{ ...at, role: 'worker', committee_id: here.committee }]);
      await createMany(act, post, [{ ...at, role: 'unit_clerk', unit_id: here.unit }]);
      return who!.id;
    });
    visitors = {
      office: await as({ role: 'county_office' }), chair: await as({ role: 'chair' }), leader: await as({ role: 'leader' }), auditor: await as({ role: 'auditor' }), maintainer: await as({ role: 'maintainer' }),
      director: await as({ role: 'director', committee: here.committee }), deputy: await as({ role: 'deputy_director', committee: here.committee }), worker: await as({ role: 'worker', committee: here.committee }),
      'committee member': await as({ role: 'committee_member', committee: here.committee }), 'other worker': await as({ role: 'worker', committee: there.committee }),
      participant: await as({ role: 'participant', committee: here.committee, kind: '信息员' }), member: await as({ person: here.person }),
      'clerk of the unit complained of': await as({ role: 'unit_clerk', unit: here.unit }), 'clerk of the unit that handles': await as({ role: 'unit_clerk', unit: there.unit }),
      'worker who belongs to the unit': await as({ person: double, staff: true }),
    };
  });
  afterAll(() => county?.drop());

  const who = (name: string): Visitor => visitors[name]!;

  test('given a resident who tells it at the committee’s page, with a number and through a helper, who repeats both in the text', async () => {
    const told = { matter: `水务站${'收费不开票'}，请打${PHONE}找${HELPER}`, place: '岩脚村', phone: PHONE, proxy: HELPER };
    const answer = await who('member').submit(`/r/test/${county.here.committee}`, told);
    expect(answer.status).toBe(303);
    receipt = new URL(answer.headers.get('location')!, 'http://localhost').searchParams.get('receipt')!;
    const [row] = (await who('worker').json('/ledger')).body.items;
    entry = row.id;
    expect(row.matter).toBe('水务站收费不开票，请打〔电话号码略〕找欧某');
  });

  test('when the clerk notes of whom it complains, then that unit cannot be given it, and another is, in words that name nobody', async () => {
    expect((await who('worker').send(`/ledger/${entry}`, { about_unit_id: county.here.unit }, 'PATCH')).status).toBe(200);
    expect((await who('worker').send(`/ledger/${entry}/handling`, { handling: 'transferred', handler: '县水务局' })).body.fields.handler).toContain('不能转给它办');
    const referral = { entry_id: entry, subject: '水务站收费', matter: '水务站收费不开票' };
    expect(JSON.stringify((await who('office').send('/referrals', { ...referral, lead_unit_id: county.here.unit })).body)).toContain('不能转给它办');
    expect((await who('office').send('/referrals', { ...referral, lead_unit_id: county.there.unit })).status).toBe(201);
  });

  test('when those who call back open the number, each says what for; nobody else is let', async () => {
    const tries = Object.fromEntries(await Promise.all(Object.entries(visitors).map(async ([name, one]) => [name, (await one.send(`/ledger/${entry}/reporter`, { purpose: 'call_back' })).status] as const)));
    expect(Object.entries(tries).filter(([, status]) => status === 200).map(([name]) => name)).toEqual(['office', 'director', 'deputy', 'worker']);
    expect(Object.values(tries).every((status) => [200, 403, 404].includes(status))).toBe(true);
    expect((await who('auditor').json(`/personal-views?entry_id=${entry}`)).body.total).toBe(4);
  });

  test('then no page, list, download, search, board, paper or journal that any role may open says who it was', { timeout: 600_000 }, async () => {
    expect((await who('worker').send(`/ledger/${entry}/answer`, { outcome_text: `已打${PHONE}告知${HELPER}，水务站已补开票据`, answered_on: today() })).body).toMatchObject({ state: 'answered', outcome_text: '已打〔电话号码略〕告知欧某，水务站已补开票据' });
    await indexPending(county.house, county.id);
    const addresses = await everyAddress(site.operations(), who('office'));
    const leaks: string[] = [];
    let opened = 0;
    await Promise.all(Object.entries(visitors).map(async ([name, visitor], turn) => {
      for (const path of addresses.filter((one, place) => close.test(one) || (place + turn) % every === 0)) {
        if (path === `/ledger/${entry}/reporter`) continue; // the page that was opened a moment ago
        if (path.endsWith('.pdf') && name !== 'office') continue; // says what its Word twin says, which everybody asks for (pdf.test.ts), and takes longer to press
        const answer = await visitor.fetch(path);
        opened += Number(answer.status === 200);
        const said = await saidBy(answer);
        if (answer.status >= 500) leaks.push(`${name} ${path}: ${answer.status}`);
        leaks.push(...secrets.filter((secret) => said.includes(secret)).map((secret) => `${name} ${path}: ${secret}`));
        if (/unit complained|belongs to the unit/u.test(name) && said.includes('收费不开票')) leaks.push(`${name} ${path}: the matter`);
      }
    }));
    expect(leaks).toEqual([]);
    expect(opened).toBeGreaterThan(500);
  });

  test('then the one who told it sees how often, and by whom in general, and nobody’s name', async () => {
    const { body } = await who('member').json(`/r/test/status?receipt=${receipt}`);
    expect(body.views).toMatchObject([{ standing: '县政协办公室', times: 1 }, { standing: '本联络委工作人员', times: 3 }]);
    expect(await saidBy(await who('member').fetch(`/r/test/status?receipt=${receipt}`))).toMatch(/本联络委工作人员：3次/);
  });

  test('when its time is over and the office erases it, then it is nowhere, the journal’s chain holds, and the receipt says so', async () => {
    const [handed] = (await who('office').json('/referrals')).body.items;
    expect((await who('office').send(`/referrals/${handed.id}/withdrawal`, { reason: '已补开票据' })).status).toBe(200);
    expect((await who('worker').send(`/ledger/${entry}/closing`, { outcome: 'solved', closed_on: today() })).body).toMatchObject({ state: 'closed' });
    expect((await who('office').send(`/ledger/${entry}/erasure`, { reason: '本人要求' })).status).toBe(200);
    expect(await tablesHolding(county, secrets)).toEqual([]);
    expect((await reading(county.house, county.cast.office, (look) => verifyJournal(look.db, county.id))).broken).toBeUndefined();
    expect((await who('member').json(`/r/test/status?receipt=${receipt}`)).body).toMatchObject({ state: 'closed', erased_on: expect.any(String) });
  });
});

/** Every page and JSON twin that there is, with the ids of whatever the office finds. */
async function everyAddress(operations: readonly Operation[], office: Visitor): Promise<string[]> {
  const found: string[] = [];
  const ids = new Map<string, string[]>();
  for (const { method, path, api } of operations) {
    if (method !== 'GET' || path.startsWith('/api/')) continue;
    const twins = (at: string) => (api ? [at, `/api/v1${at}`] : [at]);
    if (!path.includes(':')) found.push(...twins(path));
    const [, list] = /^(\/[^:]+)\/:id/u.exec(path) ?? [];
    if (!list) continue;
    if (!ids.has(list)) ids.set(list, ((await office.json(list)).body?.items ?? []).slice(0, 3).map(({ id }: { id: string }) => id));
    for (const id of ids.get(list)!) if (!path.replace(':id', '').includes(':')) found.push(...twins(path.replace(':id', id)));
  }
  return [...found, '/search?q=水务站', '/ledger?q=水务站', '/ledger?figure=opinions_received', '/referrals?q=水务站', '/journal?record=ledger_entry', '/journal?record=referral'];
}
