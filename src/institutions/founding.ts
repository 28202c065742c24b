import type { Founder } from '#platform/importing/target.ts';
import type { Lifecycle } from '#platform/lifecycle/lifecycle.ts';
import { createMany } from '#platform/records/write.ts';

/** Founds records along with an import, once the clerk has ticked them: the proposals already hold their columns. */
export const founderOf = (declared: Lifecycle): Founder => ({
  what: declared.name,
  async found(act, wanted, batch) {
    const records = await createMany(act, declared, wanted.map(({ columns }) => columns), { batch });
    return new Map(wanted.map(({ key }, i) => [key, records[i]!.id]));
  },
});
