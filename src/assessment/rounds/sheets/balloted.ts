import { asKept } from '#assessment/rounds/points.ts';
import type { Ballots } from '#assessment/rounds/reckoning.ts';
import { subjectIdOf } from '#assessment/rounds/reckoning.ts';
import { indicatorAt } from '#assessment/rounds/edition.ts';
import { writeLines } from '#assessment/rounds/sheets/lines.ts';
import type { AssessmentLine, AssessmentSheet } from '#assessment/rounds/sheets/record.ts';
import { score, type Scheme } from '#assessment/schemes/facts.ts';
import { Problem } from '#platform/problems.ts';
import type { Act } from '#platform/records/act.ts';

/** A ballot needs no records either. */
const NO_RECORDS = { from: '2000-01-01', to: '2000-12-31' };

/**
 * The lines that a ballot decides, with what its answers are worth; the group has no say in them. @throws Problem 422 while a ballot is not counted and
 * nobody has entered its result from paper
 */
export async function takeInBallots(act: Act, scheme: Scheme, sheets: readonly AssessmentSheet[], lines: readonly AssessmentLine[], ballots: Ballots): Promise<AssessmentLine[]> {
  const by = new Map(sheets.map((sheet) => [sheet.id, sheet]));
  const voted = lines.filter(({ address, open }) => open === 'waiting' && indicatorAt(scheme, address)?.voted);
  const changed = voted.map((line) => (line.checked_points === null ? ballotedLine(scheme, by.get(line.sheet_id)!, line, ballots) : line));
  const missing = changed.find(({ checked_points }) => checked_points === null);
  if (missing) throw new Problem(422, 'not_ready', `“${missing.name}”还没有测评结果。请先把民主测评计票，或者由考核人照纸质结果填写，再公示。`);
  await writeLines(act, changed, ['checked_points', 'checked_reason', 'sentence']);
  const now = new Map(changed.map((line) => [`${line.sheet_id} ${line.address}`, line]));
  return lines.map((line) => now.get(`${line.sheet_id} ${line.address}`) ?? line);
}

function ballotedLine(scheme: Scheme, sheet: AssessmentSheet, line: AssessmentLine, ballots: Ballots): AssessmentLine {
  const answers = ballots.get(subjectIdOf(sheet));
  const { sections } = score(scheme, { roles: sheet.roles, events: [], ...(answers ? { ballots: answers } : {}) }, NO_RECORDS);
  const scored = sections.flatMap((section) => section.lines).find(({ address }) => address === line.address)!;
  return scored.open ? line : { ...line, checked_points: asKept(scored.points), checked_reason: '按民主测评结果', sentence: scored.sentence };
}
