import { asTotal } from '#assessment/rounds/points.ts';
import type { AssessmentLine } from '#assessment/rounds/sheets/record.ts';
import { Exact, totalOfLines, type Scheme } from '#assessment/schemes/facts.ts';

/** The columns of a sheet in the order in which they are filled: the program, whoever is assessed, the group, the chair meeting. */
export const columns = { reckoned: '系统数据', self: '自评', checked: '考核', final: '审定' } as const;
export type ColumnName = keyof typeof columns;

type Points = Pick<AssessmentLine, 'reckoned' | 'self_points' | 'checked_points' | 'final_points'>;

/** What a line has in a column: who says nothing agrees with the column before. */
export function pointsOf(line: Points, column: ColumnName): Exact {
  const said = { reckoned: [line.reckoned], self: [line.self_points], checked: [line.checked_points, line.self_points], final: [line.final_points, line.checked_points, line.self_points] }[column];
  return Exact.of(said.find((one) => one !== null) ?? line.reckoned);
}

/** The total of a column, by the rules of the scheme. */
export function totalOf(scheme: Scheme, lines: readonly AssessmentLine[], column: ColumnName): Exact {
  const by = new Map(lines.map((line) => [line.address, line]));
  return Exact.of(asTotal(totalOfLines(scheme, (address) => pointsOf(by.get(address)!, column))));
}

/** A line that gives no points under this scheme, whatever anybody says. */
export const isClosed = ({ open }: Pick<AssessmentLine, 'open'>): boolean => open === 'unknown' || open === 'not_asked';
