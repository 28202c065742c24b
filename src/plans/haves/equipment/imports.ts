import { committeeDirectory } from '#institutions/facts.ts';
import { equipment, equipmentFields } from '#plans/haves/equipment/record.ts';
import { column, importKind } from '#platform/importing/kind.ts';
import { day } from '#platform/importing/readers/day.ts';
import { count } from '#platform/importing/readers/number.ts';
import { naming } from '#platform/importing/readers/text.ts';
import { resolveRows } from '#platform/importing/resolving.ts';
import { standingBy } from '#platform/importing/standing.ts';
import type { ImportTarget } from '#platform/importing/target.ts';

/** The office's list of equipment, one row for each kind of piece. */
const kind = importKind({
  name: 'equipment',
  title: '设备登记',
  record: equipment.name,
  words: ['设备', '固定资产'],
  columns: {
    committee: column('乡镇', { synonyms: ['乡镇（街道）', '联络委', '使用单位'], read: naming(), required: true, fillDown: true, fromContext: ({ place }) => place }),
    name: column('设备名称', { synonyms: ['设备', '名称', '资产名称'], read: naming({ max: 60 }), required: true }),
    number: column('数量', { synonyms: ['台数', '件数', '数量（台）', '数量（件）'], read: count({ max: 10_000 }), required: true }),
    since: column('启用日期', { synonyms: ['购置日期', '购置时间', '启用时间', '配备时间'], read: day(), required: true }),
    place: column('存放地点', { synonyms: ['放置地点', '存放位置'], read: naming({ max: 60 }) }),
  },
  identity: ({ committee, name, since }) => [committee, name, since?.day],
});

export const equipmentImport: ImportTarget = {
  kind,
  declared: equipment,
  fields: equipmentFields,
  async resolve(reading, rows) {
    const committees = await committeeDirectory(reading);
    return resolveRows(kind, rows, (values, row) => ({
      committee_id: row.id('committee', values.committee, committees), name: values.name, number: values.number, since: values.since?.day ?? null, place: values.place,
    }));
  },
  existing: standingBy(equipment, ['committee_id', 'since', 'name']),
};
