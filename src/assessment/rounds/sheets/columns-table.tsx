import type { Child } from 'hono/jsx';
import { shown } from '#assessment/rounds/points.ts';
import type { OpenSheet } from '#assessment/rounds/sheets/around.ts';
import { columns, isClosed, pointsOf, type ColumnName } from '#assessment/rounds/sheets/columns.ts';
import type { AssessmentLine, AssessmentSheet } from '#assessment/rounds/sheets/record.ts';
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
  { key: 'name', label: '项目', cell: (line) => `${line.address} ${line.name}`, onCards: 'title' },
  { key: 'most', label: '最多', cell: ({ most }) => shown(most), align: 'end' },
  ...filledOf(sheet).map((column): Column<AssessmentLine> => ({ key: column, label: columns[column], cell: (line) => (isClosed(line) ? '' : pointsOf(line, column).toString()), align: 'end' })),
  { key: 'why', label: '怎样算的、为什么不同', cell: (line) => <Why line={line} /> },
  { key: 'records', label: '依据', cell: (line) => <a href={`/assessment-sheets/${sheet.id}/lines/${line.address}`}>{recordsWords(line)}</a>, tight: true },
];

/** The arithmetic sentence, and below it every reason that somebody gave for another number. */
export function Why({ line }: { line: AssessmentLine }): Child {
  const reasons = reasonsOf(line);
  return (
    <>
      <span>{line.sentence}</span>
      {reasons.map(([who, reason]) => <span class="line-reason"><strong>{who}</strong>：{reason}</span>)}
    </>
  );
}

export const reasonsOf = ({ self_reason, checked_reason, final_reason }: AssessmentLine): (readonly [who: string, reason: string])[] =>
  [[columns.self, self_reason] as const, [columns.checked, checked_reason] as const, [columns.final, final_reason] as const].flatMap(([who, reason]) => (reason ? [[who, reason] as const] : []));

export const givenOf = (line: AssessmentLine): Counted[] => line.given as unknown as Counted[];
export const passedOf = (line: AssessmentLine): Counted[] => line.passed as unknown as Counted[];

/** Short, because it stands in every line; what was left out is on the page behind it. */
const recordsWords = (line: AssessmentLine): string => (givenOf(line).length > 0 ? `${givenOf(line).length}条` : '查看');
