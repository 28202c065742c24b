import { createMany } from '#platform/records/write.ts';
import type { Founder } from '#platform/importing/target.ts';
import type { Lifecycle } from '#platform/lifecycle/lifecycle.ts';
import { committee } from '#institutions/committees/record.ts';
import { sector } from '#institutions/sectors/record.ts';
import { unit } from '#institutions/units/record.ts';

/** Founds records whose proposal already holds their columns. */
const founderOf = (declared: Lifecycle): Founder => ({
  what: declared.name,
  async found(act, wanted, batch) {
    const records = await createMany(act, declared, wanted.map(({ columns }) => columns), { batch });
    return new Map(wanted.map(({ key }, i) => [key, records[i]!.id]));
  },
});

/** What an import may found along with its rows, once the clerk has ticked it. */
export const founders: readonly Founder[] = [committee, sector, unit].map(founderOf);
