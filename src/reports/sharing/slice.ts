import type { Slice } from '#platform/chapter.ts';
import { inCounty } from '#platform/records/act.ts';
import { sql } from 'kysely';
import type { Declared } from '#reports/declared.ts';
import { mountApi } from '#reports/sharing/api.ts';
import { deliverAll } from '#reports/sharing/delivery.ts';
import { mountBoard } from '#reports/sharing/board-routes.tsx';
import { mountSharedFigures } from '#reports/sharing/figure-routes.tsx';
import { sharedFigure } from '#reports/sharing/figures/record.ts';
import { fillIn } from '#reports/sharing/filling.ts';
import { sharing } from '#reports/sharing/record.ts';
import { mountRequired } from '#reports/sharing/required-routes.tsx';
import { requiredFigure } from '#reports/sharing/required/record.ts';
import { mountSharings } from '#reports/sharing/sharing-routes.tsx';
import { mountSiblings } from '#reports/sharing/sibling-routes.tsx';
import { sibling } from '#reports/sharing/siblings/record.ts';
import { publishStandings } from '#reports/sharing/standings.ts';
import { subscription } from '#reports/sharing/subscriptions/record.ts';

/** Several counties: what each shares with its superiors by its own act, and how they stand together (docs/decisions/0025). */
export const sharingSlice = (declared: Declared): Slice => ({
  records: [sharing, requiredFigure, subscription, sharedFigure, sibling],
  applies: [{ record: requiredFigure.name, parameters: ['sharing.small_number', 'sharing.least_counties'] }],
  async daily(house, county, day) {
    await fillIn(declared)(house, county, day);
    if (await isSuperior(house, county)) await publishStandings(house, county);
  },
  often: deliverAll,
  mount(site) {
    mountApi(site);
    mountBoard(site, declared);
    mountRequired(site, declared);
    mountSiblings(site);
    mountSharings(site, declared);
    mountSharedFigures(site, declared);
  },
});

const isSuperior = (house: Parameters<NonNullable<Slice['daily']>>[0], county: string): Promise<boolean> =>
  inCounty(house, county, 'read only', async (db) => (await sql`select from counties where county_id = ${county} and level <> 'county'`.execute(db)).rows.length > 0);
