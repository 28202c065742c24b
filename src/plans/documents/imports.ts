import { column, importKind } from '#platform/importing/kind.ts';
import { choice } from '#platform/importing/readers/choice.ts';
import { day } from '#platform/importing/readers/day.ts';
import { naming, text } from '#platform/importing/readers/text.ts';
import { resolveRows } from '#platform/importing/resolving.ts';
import { standingBy } from '#platform/importing/standing.ts';
import { newColumns, type ImportTarget, type ResolvedRow } from '#platform/importing/target.ts';
import type { Act } from '#platform/records/act.ts';
import { createMany } from '#platform/records/write.ts';
import type { PlanKind } from '#plans/clauses.ts';
import { inForce, supersede } from '#plans/documents/actions.ts';
import { plan, planFields, type Plan } from '#plans/documents/record.ts';

/** The kind of a plan by its name. */
const words: Record<PlanKind, string[]> = {
  setting_up: ['设置方案', '设立方案', '组建方案'], standardisation: ['规范化建设工作方案', '规范化建设', '规范化'], duty: ['履职方案', '履职工作方案', '履职'],
  assessment: ['考核评价方案', '考核评价', '考核办法', '考核'],
};
const readKind = choice(words);

/** The list of documents that the office keeps. */
const kind = importKind({
  name: 'plan',
  title: '方案文件目录',
  record: plan.name,
  words: ['方案', '文件目录'],
  columns: {
    kind: column('方案类别', { synonyms: ['类别', '方案种类'], read: readKind }),
    title: column('方案名称', { synonyms: ['文件名称', '标题', '名称', '方案'], read: text({ max: 200 }), required: true }),
    document_no: column('文号', { synonyms: ['发文字号', '文件编号'], read: naming({ max: 60 }), required: true }),
    issued_by: column('印发机关', { synonyms: ['发文机关', '印发单位'], read: naming({ max: 60 }) }),
    issued: column('印发日期', { synonyms: ['发文日期', '印发时间', '成文日期'], read: day(), required: true }),
    in_force: column('施行日期', { synonyms: ['执行日期', '实施日期'], read: day({ future: 'allow' }) }),
  },
  derive(values, remark) {
    if (values.kind === null && kindIn(values.title ?? '') === null) remark('kind', 'refuse', '看不出是四类方案中的哪一类。请在“方案类别”填：设置方案、规范化建设工作方案、履职方案或考核评价方案。');
    if (values.issued && values.in_force && values.in_force.day < values.issued.day) remark('in_force', 'refuse', `施行日期早于印发日期（${values.issued.day}）。请核对。`);
  },
  identity: ({ document_no }) => [document_no],
});

const kindIn = (title: string): PlanKind | null =>
  (Object.keys(words) as PlanKind[]).find((key) => words[key].some((word) => title.includes(word))) ?? null;

/** Older plans of a kind come in as superseded by the next. */
async function enter(act: Act, rows: readonly ResolvedRow[], batch: string): Promise<Plan[]> {
  const entered = new Map<number, Plan>();
  const inOrder = rows.map((row) => ({ index: row.index, columns: newColumns(row) as unknown as Plan & { in_force_from: string } }))
    .toSorted((a, b) => a.columns.in_force_from.localeCompare(b.columns.in_force_from));
  for (const { index, columns } of inOrder) {
    const [standing] = await inForce(act, columns.kind);
    const late = standing?.in_force_from && columns.in_force_from < standing.in_force_from;
    if (!late) await supersede(act, columns, columns.in_force_from, { batch });
    const [row] = await createMany<Plan>(act, plan, [{ ...columns, state: late ? 'superseded' : 'adopted', superseded_on: late ? standing.in_force_from : null }], { batch });
    entered.set(index, row!);
  }
  return rows.map(({ index }) => entered.get(index)!);
}

export const planImport: ImportTarget = {
  kind,
  declared: plan,
  fields: planFields,
  resolve: async (_reading, rows) =>
    resolveRows(kind, rows, ({ kind: which, title, document_no, issued_by, issued, in_force }) => ({
      kind: which ?? kindIn(title ?? ''), title, document_no, issued_by, issued_on: issued?.day ?? null, in_force_from: in_force?.day ?? issued?.day ?? null,
    })),
  existing: standingBy(plan, ['kind', 'document_no']),
  enter,
};
