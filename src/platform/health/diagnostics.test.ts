import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { slices } from '#county.ts';
import { createMany } from '#platform/records/write.ts';
import { ledgerEntry } from '#duties/opinions/ledger/record.ts';
import { person } from '#institutions/people/record.ts';
import { unit } from '#institutions/units/record.ts';
import { testCounty, type TestCounty } from '../../../test/county.ts';
import { diagnosticsOf } from './diagnostics.ts';
import { noteUpkeep } from './upkeep.ts';

let county: TestCounty;
beforeAll(async () => {
  county = await testCounty(slices);
});
afterAll(() => county.drop());

const ROUNDS = 5;

test('whatever people wrote, and whatever is set, the diagnostics hold none of it', async () => {
  for (let round = 0; round < ROUNDS; round++) {
    const planted = Array.from({ length: 8 }, () => `密${randomBytes(9).toString('base64url')}`);
    const [name, matter, place, reporter, office, folder, secret, said] = planted as [string, string, string, string, string, string, string, string];
    await county.act(async (act) => {
      await createMany(act, person, [{ name }]);
      await createMany(act, unit, [{ name: office, side: 'government' }]);
      await createMany(act, ledgerEntry, [{ committee_id: county.here.committee, number: round + 1, received_on: '2026-01-15', matter, place, reporter, phone: '13900001111' } as never]);
    });
    await noteUpkeep(county.database.ownerPool, 'backup', false, said);
    const told = JSON.stringify(await diagnosticsOf(county.database.ownerPool, '/', { DATABASE_URL: `postgresql://me:${secret}@there/db`, BACKUP_DIR: folder, METRICS_TOKEN: secret }));
    for (const one of [...planted, '13900001111', '云岭自治县', county.id, county.here.person]) expect(told).not.toContain(one);
    expect(told).toContain('"METRICS_TOKEN"');
    expect(told).toContain('ledger_entries');
  }
});
