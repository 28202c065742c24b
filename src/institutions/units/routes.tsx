import { choiceOn, searchOn, stateFilter } from '#platform/http/listing.tsx';
import { mountResource } from '#platform/http/mount-resource.tsx';
import { resource } from '#platform/http/resource.tsx';
import type { Site } from '#platform/http/site.tsx';
import { all, is } from '#platform/predicate.ts';
import type { Act } from '#platform/records/act.ts';
import { create } from '#platform/records/write.ts';
import { expectOnce } from '#institutions/once.ts';
import { unit, unitFields, unitSides, type Unit } from '#institutions/units/record.ts';

const expectNewName = (act: Act, name: string, row?: Unit) =>
  expectOnce(act, unit, all(is<Unit>('state', 'active'), is<Unit>('name', name)), 'name', () => `承办单位“${name}”已经有了，请直接使用，或换一个名称。`, row);

const units = resource<Unit>({
  declared: unit,
  fields: unitFields,
  around: async () => ({ choices: {} }),
  known: () => ({ side: 'government' }),
  async enter(act, values, how) {
    await expectNewName(act, values.name);
    return create<Unit>(act, unit, values, how);
  },
  async correct(act, row, values) {
    if (values.name) await expectNewName(act, values.name, row);
    return values;
  },
  effects: { restore: (act, row) => expectNewName(act, row.name, row) },
  listing: {
    columns: [
      { key: 'name', label: '单位名称', cell: (row) => row.name, onCards: 'title', fixed: true, sort: 'name' },
      { key: 'side', label: '系统', cell: (row) => unitSides[row.side as keyof typeof unitSides], tight: true },
      { key: 'state', label: '状态', cell: (row) => unit.states[row.state as 'active']?.label, tight: true },
    ],
    filters: [searchOn(unit, '单位名称'), choiceOn('side', '系统', unitSides), stateFilter(unit)],
    defaultSort: 'name',
    empty: '还没有登记承办单位。可以逐个登记，或从表格导入。',
  },
});

export const mount = (site: Site): void => mountResource(site, units);
