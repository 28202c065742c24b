import { editionOf } from '#assessment/rounds/edition.ts';
import { linesOf, sheetsOf } from '#assessment/rounds/facts.ts';
import type { OutsideRow } from '#assessment/rounds/outside/reading.ts';
import { asKept, pointsTyped } from '#assessment/rounds/points.ts';
import { assessment, type Assessment } from '#assessment/rounds/record.ts';
import { writeLines } from '#assessment/rounds/sheets/lines.ts';
import { assessmentSheet, type AssessmentLine, type AssessmentSheet } from '#assessment/rounds/sheets/record.ts';
import { score, type Scheme } from '#assessment/schemes/facts.ts';
import { program } from '#platform/identity/actor.ts';
import { countyOffice } from '#platform/identity/relations.ts';
import { invalid, Problem } from '#platform/problems.ts';
import type { Act } from '#platform/records/act.ts';
import { amend, lock } from '#platform/records/write.ts';

/** What results a scheme waits for from elsewhere, each by its name. */
export const outsideIn = ({ sections }: Scheme): string[] => [...new Set(sections.flatMap(({ indicators }) => indicators.flatMap(({ outside }) => (outside ? [outside.of] : []))))];

const NO_RECORDS = { from: '2000-01-01', to: '2000-12-31' };
/** So many faults are told at once. */
const MOST_TOLD = 10;

/** Fills the lines that wait for a result from elsewhere: what the scheme makes of it, with where it came from as the reason. All or nothing. */
export async function takeOutside(act: Act, id: string, source: string, rows: readonly OutsideRow[], field: string): Promise<Assessment> {
  const row = await lock<Assessment>(act, assessment, id);
  if (row.state !== 'checking') throw new Problem(409, 'wrong_state', '外来成绩在考核阶段记入，现在不是考核阶段。');
  const scheme = await editionOf(act, row);
  if (!outsideIn(scheme).includes(source)) throw invalid({ source: '考核办法里没有这种外来成绩，请从列表里选。' });
  if (rows.length === 0) throw invalid({ [field]: '没有读到成绩。请一行写一个考核对象和分数。' });
  const sheets = await sheetsOf({ ...act, actor: program(act.county) }, id);
  const results = meant(rows, sheets, field);
  const lines = Map.groupBy(await linesOf(act, { assessment: id }), ({ sheet_id }) => sheet_id);
  for (const [sheet, points] of results) await fill(act, scheme, sheet, lines.get(sheet.id) ?? [], { source, points });
  return row;
}

/** Whose each line is, and how much; every fault of all lines is told at once. */
function meant(rows: readonly OutsideRow[], sheets: readonly AssessmentSheet[], field: string): Map<AssessmentSheet, number> {
  const found = new Map<AssessmentSheet, number>();
  const faults = rows.flatMap((row) => {
    const alike = sheets.filter(({ name }) => name === row.name);
    const [sheet, another] = alike.length > 0 ? alike : sheets.filter(({ name }) => name.startsWith(row.name));
    const fault = !sheet ? `没有考核对象“${row.name}”` : another ? `“${row.name}”不止一个，请写全名` : found.has(sheet) ? `“${row.name}”写了两次`
      : !open.has(sheet.state) ? `${sheet.name}已经考核完，请先退回` : undefined;
    if (!fault) found.set(sheet!, Number(pointsTyped(row.points, field).toString()));
    return fault ? [`第${row.line}行：${fault}。`] : [];
  });
  if (faults.length > 0) throw invalid({ [field]: `${faults.slice(0, MOST_TOLD).join('')}${faults.length > MOST_TOLD ? `还有${faults.length - MOST_TOLD}处。` : ''}都没有记入，改好以后再提交。` });
  return found;
}

const open: ReadonlySet<string> = new Set(['checking', 'rechecking']);

async function fill(act: Act, scheme: Scheme, sheet: AssessmentSheet, lines: readonly AssessmentLine[], { source, points }: { source: string; points: number }): Promise<void> {
  const scored = score(scheme, { roles: sheet.roles, events: [], outside: { [source]: points } }, NO_RECORDS).sections.flatMap((section) => section.lines);
  const filled = lines.flatMap((line) => {
    const [section, indicator] = line.address.split('.').map(Number) as [number, number];
    if (scheme.sections[section - 1]?.indicators[indicator - 1]?.outside?.of !== source || line.open !== 'waiting') return [];
    const { points: given, sentence } = scored.find(({ address }) => address === line.address)!;
    return [{ ...line, checked_points: asKept(given), checked_reason: `照${source}送来的成绩`, sentence }];
  });
  await writeLines(act, filled, ['checked_points', 'checked_reason', 'sentence']);
  const told = filled.map(({ address, name, sentence }) => `${address} ${name}：${sentence}`).join('\n');
  await amend(act, assessmentSheet, sheet, { told }, { step: 'take_result', relation: countyOffice.name });
}
