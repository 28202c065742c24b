import { asKept, asTotal, pointsTyped, shown } from '#assessment/rounds/points.ts';
import { sheetsOf } from '#assessment/rounds/facts.ts';
import { gateAt } from '#assessment/rounds/edition.ts';
import { graded, type Result } from '#assessment/rounds/results.ts';
import { isClosed, pointsOf, totalOf } from '#assessment/rounds/sheets/columns.ts';
import { valued } from '#assessment/rounds/sheets/changes.ts';
import { assessmentOf, opened } from '#assessment/rounds/sheets/filling.ts';
import { writeLines } from '#assessment/rounds/sheets/lines.ts';
import { assessmentSheet, type AssessmentLine, type AssessmentSheet } from '#assessment/rounds/sheets/record.ts';
import type { Exact, Scheme } from '#assessment/schemes/facts.ts';
import { program } from '#platform/identity/actor.ts';
import { maintainer } from '#platform/identity/relations.ts';
import { invalid } from '#platform/problems.ts';
import type { Act } from '#platform/records/act.ts';
import { amend, type Values } from '#platform/records/write.ts';

/** One line of a sheet, or one of its minimum conditions, is restated: which, to what, and why. */
export interface Restatement {
  address: string;
  /** Of a condition one of its two words. */
  points: string;
  reason: string;
}

/** A minimum condition has no points. */
export const gateSaid = { met: '做到', unmet: '没有做到' } as const;

export interface Restated {
  /** Of a line. */
  before?: Exact;
  after?: Exact;
  /** What becomes of the sheet itself. */
  values: Values<AssessmentSheet>;
}

/**
 * Changes the last column of exactly one line, and of nothing else; where the chair meeting has decided already, totals, bands, places and awards of
 * all sheets are reckoned again, and each that moves says why.
 */
export async function restateLine(act: Act, sheet: AssessmentSheet, { address, points, reason }: Restatement, field = 'points'): Promise<Restated> {
  const { scheme, lines } = await opened(act, sheet);
  const gate = gateAt(scheme, address.trim());
  if (gate) return { values: await restateGate(act, sheet, scheme, gate, points, reason, field) };
  const line = lines.find((one) => one.address === address.trim());
  if (!line || isClosed(line)) throw invalid({ address: `考核表里没有可以改的项目“${address}”。请照左边的编号填写，必须做到的事写“必1”这样的编号。` });
  const before = pointsOf(line, 'final');
  const after = within(scheme, sheet, line, points, field);
  if (after.equals(before)) throw invalid({ [field]: `“${line.name}”现在就是${before}分，没有改动。` });
  const restated: AssessmentLine = { ...line, final_points: asKept(after), final_reason: reason };
  await writeLines(act, [restated], ['final_points', 'final_reason']);
  const told = `${line.address} ${line.name}：${before}分改为${after}分。理由：${reason}`;
  if (sheet.state !== 'final') return { before, after, values: { told } };
  const total = asTotal(totalOf(scheme, lines.map((one) => (one === line ? restated : one)), 'final'));
  return { before, after, values: { ...(await gradeAgain(act, sheet, scheme, { final_total: total })), told } };
}

async function restateGate(act: Act, sheet: AssessmentSheet, scheme: Scheme, gate: string, typed: string, reason: string, field: string): Promise<Values<AssessmentSheet>> {
  const word = typed.trim();
  if (word !== gateSaid.met && word !== gateSaid.unmet) throw invalid({ [field]: `“${gate}”是必须做到的事，没有分数，请填“${gateSaid.met}”或“${gateSaid.unmet}”。` });
  const others = sheet.unmet.filter((name) => name !== gate);
  const before = others.length === sheet.unmet.length ? gateSaid.met : gateSaid.unmet;
  if (word === before) throw invalid({ [field]: `“${gate}”现在就是“${before}”，没有改动。` });
  const unmet = word === gateSaid.met ? others : [...others, gate];
  const told = `${gate}：${before}改为${word}。理由：${reason}`;
  return { ...(sheet.state === 'final' ? await gradeAgain(act, sheet, scheme, { unmet }) : {}), unmet, told };
}

/** A number, also of a line that the group judged in words: the meeting says what it is worth. */
function within(scheme: Scheme, sheet: AssessmentSheet, line: AssessmentLine, typed: string, field: string): Exact {
  const points = pointsTyped(typed, field);
  const unjudged = { ...scheme, sections: scheme.sections.map((section) => ({ ...section, indicators: section.indicators.map(({ judged, ...rest }) => (judged ? { ...rest, outside: { of: line.name } } : rest)) })) };
  return valued(unjudged, line, { address: line.address, value: points.toString(), reason: '' }, sheet.roles, field).points;
}

/** What the new total or conditions of one sheet mean for all: the others are amended, the own values are given back. */
async function gradeAgain(act: Act, sheet: AssessmentSheet, scheme: Scheme, changed: Partial<Pick<AssessmentSheet, 'final_total' | 'unmet'>>): Promise<Values<AssessmentSheet>> {
  const all = (await sheetsOf({ ...act, actor: program(act.county) }, sheet.assessment_id)).map((one) => (one.id === sheet.id ? { ...one, ...changed } : one));
  const results = await graded(act, await assessmentOf(act, sheet), scheme, all);
  for (const other of all.filter(({ id }) => id !== sheet.id)) {
    const result = results.get(other.id)!;
    const told = movedBy(other, result);
    if (told) await amend(act, assessmentSheet, other, { ...result, told }, { step: 'regrade', relation: maintainer.name, reason: `${sheet.name}更正后重新排定` });
  }
  return { ...changed, ...results.get(sheet.id)! };
}

/** In what an other sheet moved; undefined: in nothing. */
function movedBy(sheet: AssessmentSheet, result: Result): string | undefined {
  const moved = [
    sheet.place !== result.place && `名次${sheet.place}→${result.place}`, (sheet.band ?? '') !== (result.band ?? '') && `等次${sheet.band ?? '无'}→${result.band ?? '无'}`,
    sheet.awards.join() !== result.awards.join() && `评先${sheet.awards.join('、') || '无'}→${result.awards.join('、') || '无'}`,
    sheet.follows.join() !== result.follows.join() && `结果运用${sheet.follows.join('、') || '无'}→${result.follows.join('、') || '无'}`,
    shown(sheet.scaled) !== shown(result.scaled) && `折算分${shown(sheet.scaled)}→${shown(result.scaled)}`,
  ].filter((one) => one !== false);
  return moved.length > 0 ? moved.join('；') : undefined;
}
