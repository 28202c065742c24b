import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { importsSlice } from '#imports/slice.ts';
import { mount as mountJournal } from '#platform/journal/routes.tsx';
import { mountSearch } from '#platform/search/routes.tsx';
import { indexPending } from '#platform/search/indexing.ts';
import { newSite } from '#platform/http/site.tsx';
import { createMany } from '#platform/records/write.ts';
import { committeesSlice } from '#institutions/committees/slice.ts';
import { person } from '#institutions/people/record.ts';
import { post } from '#institutions/posts/record.ts';
import { unitsSlice } from '#institutions/units/slice.ts';
import { workCalendarSlice } from '#plans/calendar/slice.ts';
import { parametersSlice } from '#plans/parameter-values/slice.ts';
import { enterOne } from '#duties/opinions/ledger/actions.ts';
import { ledgerEntry, ledgerFields, type LedgerEntry } from '#duties/opinions/ledger/record.ts';
import { refer } from '#duties/opinions/referrals/actions.ts';
import { referral, referralFields } from '#duties/opinions/referrals/record.ts';
import { opinionsSlice } from '#duties/opinions/slice.ts';
import type { Place } from '../../../../test/cast.ts';
import { testCounty, type TestCounty } from '../../../../test/county.ts';
import { saidBy, tablesHolding } from '../../../../test/leaks.ts';
import { expectRelationsAgree } from '../../../../test/relations.ts';
import { several } from '../../../../test/samples.ts';
import { siteOf, type Visitor } from '../../../../test/visitor.ts';

/** An official complained of by name, in every role; and a leader, who reads what was reported upwards and never who told it. */

const ours = [committeesSlice(), unitsSlice, parametersSlice, workCalendarSlice, opinionsSlice];
const slices = [...ours, importsSlice({ targets: ours.flatMap(({ imports = [] }) => imports), founders: [], undoDays: async () => 30 })];
const site = newSite();
for (const slice of slices) slice.mount?.(site);
mountJournal(site);
mountSearch(site, slices.flatMap(({ records = [] }) => records));

const OFFICIAL = '覃有为';
const roles = {
  county_office: {}, chair: {}, leader: {}, auditor: {}, maintainer: {}, director: { committee: true }, deputy_director: { committee: true }, worker: { committee: true }, committee_member: { committee: true }, unit_clerk: { unit: true },
} as const;

let county: TestCounty;
/** Each role twice: held by the official, and by somebody else. */
const officials: Record<string, Visitor> = {};
const others: Record<string, Visitor> = {};

beforeAll(async () => {
  county = await testCounty(slices);
  const as = siteOf(county, slices, site);
  for (const role of Object.keys(roles) as (keyof typeof roles)[]) {
    officials[role] = await as({ person: await holding(OFFICIAL, role, role === 'director' ? county.there : county.here), staff: true }); // a committee has one director
    others[role] = await as({ person: await holding(`任${role}者`, role, county.here), staff: true });
  }
}, 120_000);
afterAll(() => county?.drop());

const holding = (name: string, role: keyof typeof roles, place: Place): Promise<string> => county.act(async (act) => {
  const at = roles[role] as { committee?: boolean; unit?: boolean };
  const [who] = await createMany(act, person, [{ name }]);
  await createMany(act, post, [{ person_id: who!.id, name, role, since: '2022-01-10', acting: false, committee_id: at.committee ? place.committee : null, unit_id: at.unit ? county.there.unit : null }] as never);
  return who!.id;
});

const tell = (more: Partial<LedgerEntry> = {}): Promise<LedgerEntry> =>
  county.act((act) => enterOne(act, { committee_id: county.here.committee, received_on: '2025-05-06', matter: '收费不开票', reporter: '欧阳雪莲', phone: '13910004321', ...more }, {}));
const send = (entry: LedgerEntry) => county.act((act) => refer(act, { entry_id: entry.id, subject: '请核实收费', matter: '请核实收费', lead_unit_id: county.there.unit }, {}), county.cast.office);

test('what is kept from whom means the same in memory and in SQL', async () => {
  const named = { ...county.cast, official: { ...county.cast.worker, name: OFFICIAL }, 'official of a unit': { ...county.cast['unit clerk'], name: OFFICIAL } };
  const columns = { about_unit_id: [county.here.unit, null], about_person: [`水务站副站长${OFFICIAL}`, '联络委主任', '联络委副主任', '副站长', null], handling: ['to_county', 'to_township', 'on_spot', null] };
  await expectRelationsAgree(county.house, ledgerEntry, ledgerFields, { actors: named, columns });
  await expectRelationsAgree(county.house, referral, referralFields.omit({ entry_id: true, assisting: true }), { actors: named, columns: { ...columns, assisting_ids: [[]], countersigned_ids: [[]], handling: [null] } });
});

describe('the official complained of', () => {
  test('finds neither the entry nor its referral nor a line of theirs, in whatever role; whoever else holds it does', async () => {
    const grievance = async ({ committee }: Place) => {
      const entry = await tell({ committee_id: committee, matter: '水务站收费不开票', about_person: `水务站副站长 ${OFFICIAL.slice(0, 1)} ${OFFICIAL.slice(1)}` });
      return { entry, row: await send(entry) };
    };
    const [here, there] = [await grievance(county.here), await grievance(county.there)];
    await indexPending(county.house, county.id);
    const seen: Record<string, [number, number]> = {};
    for (const [role, visitor] of Object.entries(officials)) {
      const { entry, row } = role === 'director' ? there : here;
      for (const path of [`/ledger/${entry.id}`, `/ledger/${entry.id}/edit`, `/ledger/${entry.id}/reporter`, `/ledger/${entry.id}/reception`, `/referrals/${row.id}`]) expect((await visitor.get(path)).status, `${role} ${path}`).toBe(404);
      expect((await visitor.send(`/ledger/${entry.id}/reporter`, { purpose: 'verify' })).status, role).toBe(404);
      expect((await visitor.send(`/ledger/${entry.id}/voiding`, { reason: '不实' })).status, role).toBe(404);
      for (const path of ['/ledger', '/ledger.csv', '/ledger.xlsx', '/referrals', '/search?q=水务站', '/ledger?q=水务站', '/journal', `/journal?record=referral&id=${row.id}`, '/referrals/board', '/']) {
        expect(await saidBy(await visitor.fetch(path)), `${role} ${path}`).not.toMatch(/收费不开票|请核实收费/);
        expect(JSON.stringify((await visitor.json(path.replace(/\.(csv|xlsx)/u, ''))).body), `${role} ${path}`).not.toMatch(/收费不开票|请核实收费/);
      }
      seen[role] = [(await others[role]!.get(`/ledger/${here.entry.id}`)).status, (await others[role]!.get(`/referrals/${here.row.id}`)).status];
    }
    expect(seen).toEqual({
      county_office: [200, 200], chair: [200, 200], leader: [404, 404], auditor: [200, 200], maintainer: [200, 200], director: [200, 200], deputy_director: [200, 200], worker: [200, 200], committee_member: [200, 200], unit_clerk: [404, 200],
    });
  });

  test('is named to nobody before somebody opens it, and never in the journal, to a unit or on a referral', async () => {
    const entry = await tell({ about_person: `水务站站长石不挠` });
    const row = await send(entry);
    for (const [role, visitor] of Object.entries(others)) {
      for (const path of [`/ledger/${entry.id}`, '/ledger.xlsx', `/referrals/${row.id}`, '/journal', '/ledger']) expect(await saidBy(await visitor.fetch(path)), `${role} ${path}`).not.toContain('石不挠');
      expect(JSON.stringify([await visitor.json(`/ledger/${entry.id}`), await visitor.json(`/referrals/${row.id}`), await visitor.json('/ledger'), await visitor.json('/referrals')]), role).not.toContain('石不挠');
    }
    expect(await tablesHolding(county, ['石不挠'])).toEqual(['ledger_entries', 'ledger_entries_history', 'referrals']);
    expect((await others['worker']!.send(`/ledger/${entry.id}/reporter`, { purpose: 'verify' })).body).toMatchObject({ reporter: '欧阳雪莲', about_person: '水务站站长石不挠' });
  });

  test('a post is enough where the committee has it: its director does not read what is said of the director', async () => {
    const { id } = await tell({ about_person: '联络委主任' });
    expect([(await others['director']!.get(`/ledger/${id}`)).status, (await others['deputy_director']!.get(`/ledger/${id}`)).status]).toEqual([404, 200]);
    const { id: elsewhere } = await tell({ about_person: '联络委主任', committee_id: county.there.committee });
    expect((await others['county_office']!.get(`/ledger/${elsewhere}`)).status).toBe(200);
  });

  test('written down later, what was handed over already is kept from them too', async () => {
    const entry = await tell({ matter: '后来才知道是谁' });
    const row = await send(entry);
    expect((await officials['worker']!.get(`/referrals/${row.id}`)).status).toBe(200);
    expect((await others['worker']!.send(`/ledger/${entry.id}`, { about_person: `副站长${OFFICIAL}` }, 'PATCH')).status).toBe(200);
    for (const [role, visitor] of Object.entries(officials)) expect([(await visitor.get(`/ledger/${entry.id}`)).status, (await visitor.get(`/referrals/${row.id}`)).status], role).toEqual([404, 404]);
  });
});

describe('a leader', () => {
  test('reads what was reported upwards, and no grievance', async () => {
    const status = async (more: Partial<LedgerEntry>) => (await others['leader']!.get(`/ledger/${(await tell(more)).id}`)).status;
    expect([await status({ handling: 'to_county' }), await status({ handling: 'to_township' }), await status({}), await status({ handling: 'on_spot' })]).toEqual([200, 200, 404, 404]);
    expect([await status({ handling: 'to_county', about_unit_id: county.here.unit }), await status({ handling: 'to_county', about_person: '某副县长' })]).toEqual([404, 404]);
  });

  const told = fc.record({
    name: fc.constantFrom('欧阳雪莲', '司徒明远', '石破天惊', '龙三太子', '杨柳依依'), digits: fc.integer({ min: 10_000_000, max: 99_999_999 }), proxy: fc.boolean(), repeats: fc.boolean(),
    handling: fc.constantFrom('to_county', 'to_township'), imported: fc.boolean(),
  });

  test('never reads a name or a number, not even a part of one, in any page, JSON, search or download, over random entries', { timeout: 300_000 }, async () => {
    const random = several(told, 10);
    const secrets = new Set<string>();
    for (const [n, one] of random.entries()) {
      const phone = `138${one.digits}`;
      const helper = `帮手${'甲乙丙丁戊己庚辛壬癸'[n]}`;
      for (const secret of [one.name, `${one.name[0]}*`, phone, `138****${phone.slice(-4)}`, ...(one.proxy ? [helper, `${helper[0]}*`] : [])]) secrets.add(secret);
      const matter = one.repeats ? `${one.name}（${phone}）说：桥面破损${n}，身份证522601198001011234` : `桥面破损${n}`;
      if (!one.imported) await tell({ matter: matter.replace('，身份证522601198001011234', ''), reporter: one.name, phone, proxy: one.proxy ? `邻居${helper}` : null, handling: one.handling });
      else {
        const bytes = new TextEncoder().encode(`联络委,收集时间,反映事项,反映人,联系电话,办理方式,办理过程\n白石镇,2025-07-01,${matter},${one.name},${phone},${one.handling === 'to_county' ? '报县政协' : '报乡镇党委政府'},已电话告知${one.name}\n`);
        const { body } = await others['worker']!.upload('/imports', [{ name: `台账${n}.csv`, bytes }]);
        expect((await others['worker']!.send(`/imports/${body.items[0].id}/entering`, {})).body).toMatchObject({ entered: 1 });
      }
    }
    secrets.add('522601198001011234');
    await indexPending(county.house, county.id);
    const leader = others['leader']!;
    const { items } = (await leader.json('/ledger?size=100')).body as { items: { id: string; matter: string }[] };
    expect(items.filter(({ matter }) => matter.includes('桥面破损'))).toHaveLength(10);
    const gets = site.operations().filter(({ method, path }) => method === 'GET' && !path.startsWith('/r/')).map(({ path }) => path);
    const lists = gets.filter((path) => !path.includes(':'));
    const ofOne = gets.filter((path) => /^\/ledger\/:id(\/[a-z-]+(\.[a-z]+)?)?$/u.test(path)).flatMap((path) => items.map(({ id }) => path.replace(':id', id)));
    const asked = ['/ledger?columns=reporter,phone,matter', '/ledger.csv?columns=reporter,phone,matter', '/ledger.xlsx?columns=reporter,phone,matter'];
    const leaks: string[] = [];
    let opened = 0;
    for (const path of [...lists, ...ofOne, ...asked]) {
      for (const address of /\.(csv|xlsx|docx)/u.test(path) ? [path] : [path, `/api/v1${path}`]) {
        const answer = await leader.fetch(address);
        if (answer.status === 200) opened += 1;
        const said = await saidBy(answer);
        leaks.push(...[...secrets].filter((secret) => said.includes(secret)).map((secret) => `${address}: ${secret}`));
      }
    }
    expect(opened).toBeGreaterThan(60);
    expect(leaks).toEqual([]);
    for (const secret of secrets) {
      const found = await Promise.all([`/search?q=${encodeURIComponent(secret)}`, `/ledger?q=${encodeURIComponent(secret)}`].map(async (path) => saidBy(await leader.fetch(path))));
      for (const said of found) expect(items.filter(({ id }) => said.includes(id)), `found by ${secret}`).toEqual([]);
    }
  });
});
