import { editionOf, indicatorAt } from '#assessment/rounds/edition.ts';
import { linesOf } from '#assessment/rounds/facts.ts';
import { asKept, asTotal } from '#assessment/rounds/points.ts';
import { assessment, type Assessment } from '#assessment/rounds/record.ts';
import { changesIn, valued, type Change } from '#assessment/rounds/sheets/changes.ts';
import { columns, isClosed, pointsOf, totalOf } from '#assessment/rounds/sheets/columns.ts';
import { writeLines } from '#assessment/rounds/sheets/lines.ts';
import type { AssessmentLine, AssessmentSheet } from '#assessment/rounds/sheets/record.ts';
import type { Scheme } from '#assessment/schemes/facts.ts';
import { program } from '#platform/identity/actor.ts';
import { invalid, Problem } from '#platform/problems.ts';
import type { Act, Reading } from '#platform/records/act.ts';
import { get } from '#platform/records/read.ts';
import type { Values } from '#platform/records/write.ts';
import { dayOf } from '#platform/time.ts';

/** The assessment of a sheet, also for those who see only their own sheet. */
export const assessmentOf = (reading: Reading, { assessment_id }: { assessment_id: string }): Promise<Assessment> =>
  get<Assessment>({ ...reading, actor: program(reading.county) }, assessment, assessment_id);

/** A sheet with its lines and the scheme that reads them. */
export async function opened(act: Reading, sheet: AssessmentSheet): Promise<{ scheme: Scheme; lines: AssessmentLine[] }> {
  return { scheme: await editionOf(act, await assessmentOf(act, sheet)), lines: await linesOf(act, { sheet: sheet.id }) };
}

interface Filled {
  column: 'self' | 'checked';
  /** Everything with which a line may agree without a reason. */
  before: 'reckoned' | 'self' | 'checked';
}

/** A line in its column as somebody leaves it; `told` only where it differs from the column before. */
interface Said {
  line: AssessmentLine;
  differs: boolean;
  told: string;
}

/** The subject's own column: filled in beforehand with what the records give, and only what differs is said. */
export async function submitting(act: Act, sheet: AssessmentSheet, input: { changes?: string; self_words?: string }): Promise<Values<AssessmentSheet>> {
  const { scheme, lines } = await opened(act, sheet);
  const said = await saying(act, sheet, scheme, lines, changesIn(input.changes), { column: 'self', before: 'reckoned' });
  return { self_words: input.self_words ?? null, self_on: dayOf(act.at), told: toldOf(said), self_total: asTotal(totalOf(scheme, said.map(({ line }) => line), 'self')) };
}

/** The group's column. What the lot fell on goes to a second person. */
export async function checking(act: Act, sheet: AssessmentSheet, input: { changes?: string }): Promise<Values<AssessmentSheet>> {
  const { scheme, lines } = await opened(act, sheet);
  const said = await saying(act, sheet, scheme, lines, changesIn(input.changes), { column: 'checked', before: 'self' });
  return { ...checkedNow(scheme, said, act), state: sheet.sampled ? 'rechecking' : 'checked' };
}

export async function checkingAgain(act: Act, sheet: AssessmentSheet, input: { changes?: string }): Promise<Values<AssessmentSheet>> {
  const { scheme, lines } = await opened(act, sheet);
  return checkedNow(scheme, await saying(act, sheet, scheme, lines, changesIn(input.changes), { column: 'checked', before: 'checked' }), act);
}

const checkedNow = (scheme: Scheme, said: readonly Said[], act: Act): Values<AssessmentSheet> =>
  ({ checked_on: dayOf(act.at), told: toldOf(said), checked_total: asTotal(totalOf(scheme, said.map(({ line }) => line), 'checked')) });

const toldOf = (said: readonly Said[]): string => said.filter(({ differs }) => differs).map(({ told }) => told).join('\n') || '各项与前一栏一致。';

/** Writes what somebody says of the lines into a column; every fault of all lines is told at once. */
async function saying(act: Act, sheet: AssessmentSheet, scheme: Scheme, lines: readonly AssessmentLine[], changes: readonly Change[], filled: Filled): Promise<Said[]> {
  expectKnown(lines, changes);
  const by = new Map(changes.map((change) => [change.address, change]));
  const complaints: string[] = [];
  const said = lines.map((line) => collecting(complaints, line, () => sayingOf(scheme, sheet, line, by.get(line.address), filled)));
  if (complaints.length > 0) throw invalid({ changes: complaints.join('') });
  await writeLines(act, said.map(({ line }) => line), [`${filled.column}_points`, `${filled.column}_reason`, 'judgement', 'sentence']);
  return said;
}

function expectKnown(lines: readonly AssessmentLine[], changes: readonly Change[]): void {
  const twice = changes.find(({ address }, place) => changes.findIndex((other) => other.address === address) !== place);
  if (twice) throw invalid({ changes: `项目“${twice.address}”写了两次，请删去一行。` });
  const unknown = changes.find(({ address }) => !lines.some((line) => line.address === address));
  if (unknown) throw invalid({ changes: `考核表里没有项目“${unknown.address}”。请照左边的编号填写。` });
}

function collecting(complaints: string[], line: AssessmentLine, say: () => Said): Said {
  try {
    return say();
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    complaints.push(error.fields['changes'] ?? error.message);
    return { line, differs: false, told: '' };
  }
}

function sayingOf(scheme: Scheme, sheet: AssessmentSheet, line: AssessmentLine, change: Change | undefined, { column, before }: Filled): Said {
  if (!change) return unsaid(scheme, line, column);
  const { points: typed, judgement, sentence } = valued(scheme, line, change, sheet.roles);
  const agreed = pointsOf(line, before);
  const differs = typed.toString() !== agreed.toString() || line.open === 'waiting'; // as it is shown: nobody types the third of a point
  const points = differs ? typed : agreed;
  const judging = judgement !== undefined && column === 'checked';
  if ((differs || judging) && change.reason === '') throw invalid({ changes: `“${line.name}”${judging ? '由考核组评定' : `与${columns[before]}的${agreed}分不同`}，请写明理由。` });
  const kept = differs || column === 'checked' ? asKept(points) : null;
  const reason = differs || judging ? change.reason : column === 'checked' && before === 'checked' ? line.checked_reason : null;
  const written = { ...line, [`${column}_points`]: kept, [`${column}_reason`]: reason, judgement: judging ? { ...judgement } : line.judgement, sentence: line.open === 'waiting' && column === 'checked' ? sentence : line.sentence };
  return { line: written as AssessmentLine, differs: differs || judging, told: `${line.address} ${line.name}：${columns[before]}${agreed}分，${before === 'checked' ? '复核' : columns[column]}${points}分。理由：${change.reason}` };
}

/** A line of which nothing was said stays as the column before has it; what the group is to judge must be judged. */
function unsaid(scheme: Scheme, line: AssessmentLine, column: 'self' | 'checked'): Said {
  const judged = indicatorAt(scheme, line.address)?.voted === undefined;
  if (column === 'checked' && line.open === 'waiting' && judged && line.checked_points === null) throw invalid({ changes: `“${line.name}”要由考核组评定，请填写结论和理由。` });
  const points = column === 'checked' && !isClosed(line) && line.open !== 'waiting' ? asKept(pointsOf(line, 'checked')) : line[`${column}_points`];
  return { line: { ...line, [`${column}_points`]: column === 'self' ? null : points }, differs: false, told: '' };
}
