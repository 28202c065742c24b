import { sql } from 'kysely';
import { column, importKind } from '#platform/importing/kind.ts';
import { always, long, plainCell } from '#platform/importing/outgoing-cells.ts';
import { day } from '#platform/importing/readers/day.ts';
import { count } from '#platform/importing/readers/number.ts';
import { naming, text } from '#platform/importing/readers/text.ts';
import { resolveRows } from '#platform/importing/resolving.ts';
import { standingBy } from '#platform/importing/standing.ts';
import type { ImportTarget } from '#platform/importing/target.ts';
import { committee, committeeFields } from '#institutions/committees/record.ts';
import { placeNamed } from '#institutions/facts.ts';

/** The county's own list of its committees. */
const kind = importKind({
  name: 'committee',
  title: '联络委名单',
  record: committee.name,
  words: ['联络委名单', '联络委设置', '机构设置', '联络委一览'],
  columns: {
    place: column('乡镇（街道）', { synonyms: ['乡镇', '所在乡镇', '街道', '所在乡镇（街道）'], read: naming({ max: 50 }) }),
    name: column('联络委名称', { synonyms: ['名称', '机构名称', '联络委'], read: naming({ max: 50 }) }),
    form: column('机构形式', { synonyms: ['形式'], read: naming({ max: 20 }) }),
    founded: column('设立日期', { synonyms: ['成立时间', '设立时间', '成立日期', '挂牌时间'], read: day() }),
    rank: column('次序', { synonyms: ['排列次序'], read: count({ max: 999 }) }),
    remark: column('备注', { synonyms: ['说明'], read: text({ max: 200 }) }),
  },
  derive(values, remark) {
    if (values.place === null && values.name === null) remark('place', 'refuse', '没有写是哪个乡镇（街道）的联络委。请填写“乡镇（街道）”或“联络委名称”。');
  },
  identity: ({ place, name }) => [place ?? name],
});

export const committeeImport: ImportTarget = {
  kind,
  declared: committee,
  fields: committeeFields,
  resolve: async (_reading, rows) =>
    resolveRows(kind, rows, (values, row) => {
      const found = placeNamed(values.place ?? values.name ?? '');
      if (!found) row.remark('place', 'refuse', `“${values.place ?? values.name}”不像乡镇、街道或开发区的名称。请写全称，如“白石镇”。`);
      row.assume({ state: 'established', form: '联络委', rank: 0, name: `${found?.place ?? ''}政协联络委`, place_kind: found?.kind });
      return { place: found?.place ?? null, name: values.name, form: values.form, founded_on: values.founded?.day ?? null, rank: values.rank, remark: values.remark };
    }),
  outgoing: async () => [plainCell('place', 'place', always), plainCell('name', 'name', always), plainCell('form', 'form', always), plainCell('founded', 'founded_on'), plainCell('rank', 'rank', always), plainCell('remark', 'remark', long)],
  existing: standingBy(committee, ['place'], sql<boolean>`r.state <> 'abolished'`),
};
