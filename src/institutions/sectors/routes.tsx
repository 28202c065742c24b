import { searchOn, stateFilter } from '#platform/http/listing.tsx';
import { mountResource } from '#platform/http/mount-resource.tsx';
import { resource } from '#platform/http/resource.tsx';
import type { Site } from '#platform/http/site.tsx';
import { all, is } from '#platform/predicate.ts';
import type { Act } from '#platform/records/act.ts';
import { create } from '#platform/records/write.ts';
import { expectOnce } from '#institutions/once.ts';
import { sector, sectorFields, type Sector } from '#institutions/sectors/record.ts';

const expectNewName = (act: Act, name: string, row?: Sector) =>
  expectOnce(act, sector, all(is<Sector>('state', 'active'), is<Sector>('name', name)), 'name', () => `界别“${name}”已经有了，请直接使用，或换一个名称。`, row);

const sectors = resource<Sector>({
  declared: sector,
  fields: sectorFields,
  around: async () => ({ choices: {} }),
  async enter(act, values, how) {
    await expectNewName(act, values.name);
    return create<Sector>(act, sector, values, how);
  },
  async correct(act, row, values) {
    if (values.name) await expectNewName(act, values.name, row);
    return values;
  },
  listing: {
    columns: [
      { key: 'rank', label: '次序', cell: (row) => row.rank, align: 'end', sort: 'rank' },
      { key: 'name', label: '界别', cell: (row) => row.name, onCards: 'title', fixed: true },
      { key: 'state', label: '状态', cell: (row) => sector.states[row.state as 'active']?.label, tight: true },
    ],
    filters: [searchOn(sector, '名称'), stateFilter(sector)],
    defaultSort: 'rank',
    empty: '还没有登记界别。请按本届的界别设置逐个登记，或从委员名册导入。',
  },
});

export const mount = (site: Site): void => mountResource(site, sectors);
