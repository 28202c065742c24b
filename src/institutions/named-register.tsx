import type { z } from 'zod';
import { searchOn, stateFilter } from '#platform/http/listing.tsx';
import { resource, type Resource } from '#platform/http/resource.tsx';
import type { Lifecycle, Recorded } from '#platform/lifecycle/lifecycle.ts';
import { all, is } from '#platform/predicate.ts';
import type { Act } from '#platform/records/act.ts';
import { create, type Values } from '#platform/records/write.ts';
import { expectOnce } from '#institutions/once.ts';

type Named = Recorded & { name: string; rank: number };

/** The pages of a register that is a list of names in the county's own order: sectors, special committees, groups. */
export function namedRegister<Row extends Named>(declared: Lifecycle<Row>, fields: z.ZodObject, empty: string): Resource<Row> {
  const expectNewName = (act: Act, name: string, row?: Row) =>
    expectOnce(act, declared, all(is<Row>('state', 'active'), is<Row>('name', name)), 'name', () => `${declared.title}“${name}”已经有了，请直接使用，或换一个名称。`, row);
  return resource<Row>({
    declared,
    fields,
    around: async () => ({ choices: {} }),
    async enter(act, values, how) {
      await expectNewName(act, values.name);
      return create<Row>(act, declared, values, how);
    },
    async correct(act, row, values): Promise<Values<Row>> {
      if (values.name) await expectNewName(act, values.name, row);
      return values;
    },
    listing: {
      columns: [
        { key: 'rank', label: '次序', cell: (row) => row.rank, align: 'end', sort: 'rank' },
        { key: 'name', label: declared.title, cell: (row) => row.name, onCards: 'title', fixed: true },
        { key: 'state', label: '状态', cell: (row) => declared.states[row.state]?.label, tight: true },
      ],
      filters: [searchOn(declared, '名称'), stateFilter(declared)],
      defaultSort: 'rank',
      empty,
    },
  });
}
