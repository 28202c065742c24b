import type { Child } from 'hono/jsx';
import { shown } from '#assessment/rounds/points.ts';
import type { OpenSheet } from '#assessment/rounds/sheets/around.ts';
import { columns, isClosed, pointsOf, type ColumnName } from '#assessment/rounds/sheets/columns.ts';
import { assessmentSheet, type AssessmentLine, type AssessmentSheet } from '#assessment/rounds/sheets/record.ts';
import type { Counted } from '#assessment/rounds/sheets/lines.ts';
import { Section } from '#platform/ui/detail.tsx';
import { Table, type Column } from '#platform/ui/table.tsx';

/** Which columns have been filled so far. */
export const filledOf = ({ state, self_on }: AssessmentSheet): ColumnName[] => [
  'reckoned', ...(self_on || state !== 'self' ? ['self' as const] : []), ...(['checked', 'rechecking', 'shown', 'final'].includes(state) ? ['checked' as const] : []), ...(['shown', 'final'].includes(state) ? ['final' as const] : []),
];

/** The lines of a sheet, section by section: what the records give, what people say beside, each with its reason and the way to the records. */
export const Columns = ({ sheet, open: { lines } }: { sheet: AssessmentSheet; open: OpenSheet }) => (
  <>
    {[...Map.groupBy(lines, ({ section }) => section)].map(([section, those]) => (
      <Section title={section}>
        <Table<AssessmentLine> caption={section} rows={those} columns={columnsOf(sheet)} />
      </Section>
    ))}
  </>
);

const columnsOf = (sheet: AssessmentSheet): Column<AssessmentLine>[] => [
  { key: 'name', label: '项目', cell: (line) => <Item line={line} href={lineHref(sheet, line)} />, onCards: 'title' },
  { key: 'most', label: '最多', cell: ({ most }) => shown(most), align: 'end' },
  ...filledOf(sheet).map((column): Column<AssessmentLine> => ({ key: column, label: columns[column], cell: (line) => (isClosed(line) ? '' : pointsOf(line, column).toString()), align: 'end' })),
];

export const lineHref = (sheet: Pick<AssessmentSheet, 'id'>, { address }: Pick<AssessmentLine, 'address'>): string => `/${assessmentSheet.path}/${sheet.id}/lines/${address}`;

/** What is asked, the arithmetic below it, and every reason that somebody gave for another number: under the name, because beside the columns there is no room for a sentence. */
const Item = ({ line, href }: { line: AssessmentLine; href: string }): Child => (
  <>
    <a href={href}>{line.address} {line.name}</a>
    <span class="line-reason">{line.sentence}{recordsWords(line)}</span>
    {reasonsOf(line).map(([who, reason]) => <span class="line-reason"><strong>{who}</strong>：{reason}</span>)}
  </>
);

/** Why somebody says another number. The reason of a judgement stands in the sentence already. */
export const reasonsOf = ({ sentence, self_reason, checked_reason, final_reason }: AssessmentLine): (readonly [who: string, reason: string])[] =>
  [[columns.self, self_reason] as const, [columns.checked, checked_reason] as const, [columns.final, final_reason] as const]
    .flatMap(([who, reason]) => (reason && !sentence.includes(`（理由：${reason}）`) ? [[who, reason] as const] : []));

export const givenOf = (line: AssessmentLine): Counted[] => line.given as unknown as Counted[];
export const passedOf = (line: AssessmentLine): Counted[] => line.passed as unknown as Counted[];

/** Which there are stands on the page behind the name. */
function recordsWords(line: AssessmentLine): string {
  const [given, passed] = [givenOf(line).length, passedOf(line).length];
  return given + passed === 0 ? '' : `依据${given}条${passed > 0 ? `，没有计分的${passed}条` : ''}。`;
}
