import { column, importKind } from '#platform/importing/kind.ts';
import { always, plainCell, wordCell } from '#platform/importing/outgoing-cells.ts';
import { choice } from '#platform/importing/readers/choice.ts';
import { naming } from '#platform/importing/readers/text.ts';
import { resolveRows } from '#platform/importing/resolving.ts';
import { standingBy } from '#platform/importing/standing.ts';
import type { ImportTarget } from '#platform/importing/target.ts';
import { sql } from 'kysely';
import { unit, unitSides } from '#institutions/units/record.ts';

/** A list of handling units, as the assigning office keeps it. */
const kind = importKind({
  name: 'unit',
  title: '承办单位名单',
  record: unit.name,
  words: ['承办单位', '责任单位', '单位名单'],
  columns: {
    name: column('单位名称', { synonyms: ['承办单位', '单位', '名称', '责任单位'], read: naming({ max: 60 }), required: true }),
    side: column('系统', { synonyms: ['所属系统', '类别', '归口'], read: choice({ party: ['党委系统', '党委', '党群', '县委'], government: ['政府系统', '政府', '县政府'], township: ['乡镇（街道）', '乡镇', '街道'], other: ['其他'] }) }),
  },
  identity: ({ name }) => [name],
});

/** What a name tells when the list has no column for it. */
function sideOf(name: string | null) {
  if (/(?:乡|镇|街道|街道办事处)(?:人民政府|党委|党工委)?$/u.test(name ?? '')) return 'township';
  if (/^(?:中共|县委)|(?:党委|纪委|监委|组织部|宣传部|统战部|政法委)/u.test(name ?? '')) return 'party';
  return 'government';
}

export const unitImport: ImportTarget = {
  kind,
  declared: unit,
  resolve: async (_reading, rows) =>
    resolveRows(kind, rows, ({ name, side }, row) => {
      row.assume({ side: sideOf(name) });
      return { name, side };
    }),
  outgoing: async () => [plainCell('name', 'name', always), wordCell('side', 'side', unitSides, always)],
  existing: standingBy(unit, ['name'], sql<boolean>`r.state = 'active'`),
};
