import { searchOn, stateFilter } from '#platform/http/listing.tsx';
import { mountResource } from '#platform/http/mount-resource.tsx';
import { resource, type Resource } from '#platform/http/resource.tsx';
import type { Site } from '#platform/http/site.tsx';
import type { Lifecycle } from '#platform/lifecycle/lifecycle.ts';
import { all, is } from '#platform/predicate.ts';
import type { Act } from '#platform/records/act.ts';
import { create, type Values } from '#platform/records/write.ts';
import { expectOnce } from '#institutions/once.ts';
import { groupingFields, sector, sectorGroup, specialCommittee, type Grouping, type Sector, type SectorGroup, type SpecialCommittee } from '#institutions/groupings/record.ts';

/** The pages of a list of names in the county's own order. */
function register<Row extends Grouping>(declared: Lifecycle<Row>, empty: string): Resource<Row> {
  const expectNewName = (act: Act, name: string, row?: Row) =>
    expectOnce(act, declared, all(is<Row>('state', 'active'), is<Row>('name', name)), 'name', () => `${declared.title}“${name}”已经有了，请直接使用，或换一个名称。`, row);
  return resource<Row>({
    declared,
    fields: groupingFields,
    around: async () => ({ choices: {} }),
    async enter(act, values, how) {
      await expectNewName(act, values.name);
      return create<Row>(act, declared, values, how);
    },
    async correct(act, row, values): Promise<Values<Row>> {
      if (values.name) await expectNewName(act, values.name, row);
      return values;
    },
    effects: { restore: (act, row) => expectNewName(act, row.name, row) },
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

export function mount(site: Site): void {
  mountResource(site, register<Sector>(sector, '还没有登记界别。请按本届的界别设置逐个登记，或从委员名册导入。'));
  mountResource(site, register<SpecialCommittee>(specialCommittee, '还没有登记专委会。请按县政协的专委会设置逐个登记，或从委员名册导入。'));
  mountResource(site, register<SectorGroup>(sectorGroup, '还没有登记界别小组。请按本届的界别活动小组逐个登记，或从委员名册导入。'));
}
