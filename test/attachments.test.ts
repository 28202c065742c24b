import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildSite, records, slices } from '#county.ts';
import type { Actor } from '#platform/identity/actor.ts';
import { attach, attachmentsOf, withdrawFile } from '#platform/files/attachments.ts';
import { attachers, mayAttach, mayOpenFiles, visible, type Lifecycle, type Recorded } from '#platform/lifecycle/lifecycle.ts';
import { Problem } from '#platform/problems.ts';
import { program } from '#platform/identity/actor.ts';
import { reading, transact, type Act, type House } from '#platform/records/act.ts';
import { openHouse } from '#platform/records/house.ts';
import { find, list } from '#platform/records/read.ts';
import { attachmentsShown } from '#platform/http/attachment-views.ts';
import { castOf } from './cast.ts';
import { demoDatabase } from './setup/demo.ts';
import type { TestDatabase } from './setup/database.ts';
import { testFiles } from './setup/files.ts';

/** Every record type of the demonstration county, in every state that occurs in it: who sees, attaches, opens and withdraws, as the acts themselves decide. */

let database: TestDatabase;
let house: House;
let county: string;

beforeAll(async () => {
  database = await demoDatabase();
  house = { ...(await openHouse(database.appPool, slices, testFiles())), indexSoon: undefined };
  county = (await house.db.selectFrom('counties').select('county_id').where('slug', '=', 'demo').executeTakeFirstOrThrow()).county_id;
}, 240_000);
afterAll(() => database?.drop());

const file = { name: '一页纸.pdf', kind: 'pdf', bytes: 12, hash: 'a'.repeat(64) } as const;

/** Thrown to take everything back that was tried. */
class Enough extends Error {}

/** What the act answers: done, or the status of its refusal. Nothing of it stays. */
async function tried(actor: Actor, work: (act: Act) => Promise<unknown>): Promise<number> {
  return transact(house, { ...actor, countyId: county }, null, async (act) => {
    await work(act);
    throw new Enough();
  }).catch((error: unknown) => {
    if (error instanceof Enough) return 200;
    if (error instanceof Problem) return error.status;
    throw error;
  });
}

/** One record in each state, and with it the people who belong to it. */
async function standing(declared: Lifecycle): Promise<Recorded[]> {
  const rows = await reading(house, program(county), (r) => list<Recorded>(r, declared, { limit: 300 }));
  return [...Map.groupBy(rows, ({ state }) => state).values()].map(([row]) => row!);
}

const castFor = (row: Record<string, any>) => castOf(county, {
  committee: row['committee_id'] ?? row.id, unit: row['lead_unit_id'] ?? row['unit_id'] ?? row.id, person: row['person_id'] ?? row['author_id'] ?? row.id, member: row['member_id'] ?? row.id,
}, { committee: crypto.randomUUID(), unit: crypto.randomUUID(), person: crypto.randomUUID(), member: crypto.randomUUID() });

test.each(records.map((declared) => [declared.title, declared as Lifecycle<any>] as const))('%s', { timeout: 240_000 }, async (_title, declared) => {
  for (const row of await standing(declared)) {
    for (const [who, actor] of Object.entries(castFor(row))) {
      const seen = visible(declared, actor).test(row);
      const attaches = seen && !mayAttach(declared, actor, row);
      const where = `${declared.name} ${row.state} ${who}`;
      expect(await tried(actor, (act) => attach(act, declared, row.id, [file])), where).toBe(attaches ? 200 : seen ? 403 : 404);
      const own = async (act: Act) => {
        await attach(act, declared, row.id, [file]);
        const [attached] = (await attachmentsOf(act, declared, row.id)).filter(({ hash }) => hash === file.hash);
        await withdrawFile(act, declared, row.id, attached!.id, { reason: '试一试' });
        expect((await attachmentsOf(act, declared, row.id)).find(({ hash }) => hash === file.hash)?.withdrawn_why, where).toBe('试一试');
      };
      if (attaches && actor.personId) expect(await tried(actor, own), where).toBe(200);
      await reading(house, { ...actor, countyId: county }, async (r) => {
        expect((await find(r, declared, row.id)) !== undefined, where).toBe(seen);
        const shown = seen ? await attachmentsShown(r, declared, row) : undefined;
        expect(shown?.adding !== undefined, where).toBe(attaches);
        if (mayOpenFiles(declared, actor, row)) expect(shown?.files ?? [], where).toEqual([]);
      });
    }
  }
});

test('what somebody else attached is withdrawn only by those who answer for the content', async () => {
  const proposal = house.records.get('proposal')!;
  const row = (await standing(proposal)).find(({ state }) => state === 'replied' || state === 'rated' || state === 'closed')!;
  const { office, 'unit clerk': unit } = castFor(row);
  const byAnother = (first: Actor, then: Actor) => tried(first, async (act) => {
    await attach(act, proposal, row.id, [file]);
    const [attached] = (await attachmentsOf(act, proposal, row.id)).filter(({ hash }) => hash === file.hash);
    await withdrawFile({ ...act, actor: then }, proposal, row.id, attached!.id, { reason: '与我不利' });
  });
  expect(await byAnother(office, unit)).toBe(403);
  expect(await byAnother(unit, office)).toBe(200);
});

test('every record type has its addresses for files, or says that it takes none', () => {
  const addresses = new Set(buildSite().operations().map(({ method, path }) => `${method} ${path}`));
  const without = records.filter(({ path }) => !addresses.has(`POST /${path}/:id/attachments`)).map((one) => one as Lifecycle);
  expect(without.filter((declared) => attachers(declared).length > 0).map(({ name }) => name)).toEqual([]);
});
