import { ballotResults } from '#assessment/ballots/facts.ts';
import { editionOf } from '#assessment/rounds/edition.ts';
import { linesOf, sheetsOf } from '#assessment/rounds/facts.ts';
import { groupOf } from '#assessment/rounds/group.ts';
import { assigned, drawn, type Assigned } from '#assessment/rounds/lots.ts';
import { assessmentObjection, type AssessmentObjection } from '#assessment/rounds/objections/record.ts';
import { asKept, asTotal } from '#assessment/rounds/points.ts';
import { assessedIn, digestOf, reckon, subjectIdOf, subjectsOfSheets, type Scored, type Works } from '#assessment/rounds/reckoning.ts';
import { subjects, type AssessedSubject, type Assessment } from '#assessment/rounds/record.ts';
import { graded } from '#assessment/rounds/results.ts';
import { takeInBallots } from '#assessment/rounds/sheets/balloted.ts';
import { pointsOf, totalOf } from '#assessment/rounds/sheets/columns.ts';
import { enterLines, reckonLinesAgain, writeLines } from '#assessment/rounds/sheets/lines.ts';
import { assessmentSheet, type AssessmentLine, type AssessmentSheet } from '#assessment/rounds/sheets/record.ts';
import { workCalendarOf } from '#plans/calendar/facts.ts';
import { parameterAt } from '#plans/facts.ts';
import { program } from '#platform/identity/actor.ts';
import { maintainer } from '#platform/identity/relations.ts';
import { all, is } from '#platform/predicate.ts';
import { invalid, Problem } from '#platform/problems.ts';
import type { Act } from '#platform/records/act.ts';
import { count, list } from '#platform/records/read.ts';
import { amend, createMany, type Values } from '#platform/records/write.ts';
import { dayOf } from '#platform/time.ts';
import { workingDayAfter } from '#platform/working-days.ts';

/** Every sheet of the assessment, whoever acts. */
const sheetsIn = (act: Act, row: Assessment): Promise<AssessmentSheet[]> => sheetsOf({ ...act, actor: program(act.county) }, row.id);

/** One sheet follows the assessment as a whole. */
const follow = (act: Act, sheet: AssessmentSheet, step: string, values: Values<AssessmentSheet>): Promise<AssessmentSheet> =>
  amend(act, assessmentSheet, sheet, { told: null, ...values }, { step, relation: maintainer.name });

const bySheet = (lines: readonly AssessmentLine[]): Map<string, AssessmentLine[]> => Map.groupBy(lines, ({ sheet_id }) => sheet_id);

/** Makes the sheet of everybody who is assessed, filled in beforehand with what the records give today. */
export const opening = (works: Works) => async (act: Act, row: Assessment): Promise<void> => {
  const assessed = await assessedIn(act, row);
  if (assessed.length === 0) throw new Problem(422, 'nobody', `${row.year}年度没有可以考核的${subjects[row.subject as AssessedSubject]}。请核对年度和名册。`);
  const scores = await reckon(act, works, row, assessed);
  const totals = new Map(scores.map(({ id, sheet }) => [id, asTotal(sheet.total)]));
  const sheets = await createMany<AssessmentSheet>(act, assessmentSheet, assessed.map(({ id, name, roles }) => ({
    assessment_id: row.id, subject: row.subject, [`${row.subject}_id`]: id, name, roles: [...roles], year: row.year, due_on: row.self_by,
    reckoned_total: totals.get(id)!, self_total: totals.get(id)!,
  })));
  await enterLines(act, sheets, scores);
};

/** From now on only what stood at this moment counts: reckons all sheets once more, draws the lot and hands the sheets out. */
export const freezing = (works: Works) => async (act: Act, row: Assessment, { sample_seed }: { sample_seed: string }): Promise<Values<Assessment>> => {
  const sheets = await sheetsIn(act, row);
  const scores = await reckon(act, works, row, subjectsOfSheets(sheets));
  await reckonLinesAgain(act, sheets, scores);
  const sample_percent = await parameterAt(act, 'assessment.sample_percent', dayOf(act.at));
  const handed = await handOut(act, row, sheets, drawn(sheets.map(subjectIdOf), sample_percent, sample_seed));
  await takeIn(act, row, sheets, scores, handed);
  return { frozen_at: act.at, digest: digestOf(scores), sample_seed, sample_percent: String(sample_percent) };
};

async function handOut(act: Act, row: Assessment, sheets: readonly AssessmentSheet[], sampled: ReadonlySet<string>): Promise<Map<string, Assigned>> {
  const group = await groupOf(act, row.checkers);
  const { assigned: all, stranded } = assigned(sheets.map((sheet) => ({ id: sheet.id, subject: subjectIdOf(sheet) })), group, sampled);
  if (stranded.length > 0) {
    const names = stranded.slice(0, 5).map(({ id }) => sheets.find((sheet) => sheet.id === id)!.name).join('、');
    throw new Problem(422, 'no_checker', `考核组里没有可以考核${names}的人：谁都不考核自己和本单位，抽中复核的还要有第二个人。请作废后增加考核组成员重新建立，或请其他单位的人参加。`);
  }
  return new Map(all.map((one) => [one.id, one]));
}

async function takeIn(act: Act, row: Assessment, sheets: readonly AssessmentSheet[], scores: readonly Scored[], handed: ReadonlyMap<string, Assigned>): Promise<void> {
  const scheme = await editionOf(act, row);
  const lines = bySheet(await linesOf(act, { assessment: row.id }));
  const by = new Map(scores.map((score) => [score.id, score]));
  for (const sheet of sheets) {
    const { sheet: reckoned, grade } = by.get(subjectIdOf(sheet))!;
    const { checker, rechecker } = handed.get(sheet.id)!;
    await follow(act, sheet, 'take_in', {
      state: 'checking', due_on: row.check_by, checker_id: checker, rechecker_id: rechecker ?? null, sampled: rechecker !== undefined,
      reckoned_total: asTotal(reckoned.total), self_total: asTotal(totalOf(scheme, lines.get(sheet.id) ?? [], 'self')), unmet: grade.unmet.map(({ name }) => name),
    });
  }
}

/** Everything was checked: the results are shown, and may be objected to for the days of the plan. */
export async function showing(act: Act, row: Assessment): Promise<Values<Assessment>> {
  const sheets = await sheetsIn(act, row);
  const open = sheets.filter(({ state }) => state !== 'checked');
  if (open.length > 0) throw new Problem(422, 'not_ready', `还有${open.length}张考核表没有考核完（${open.slice(0, 5).map(({ name }) => name).join('、')}${open.length > 5 ? '等' : ''}），考核完再公示。`);
  const scheme = await editionOf(act, row);
  const lines = bySheet(await takeInBallots(act, scheme, sheets, await linesOf(act, { assessment: row.id }), await ballotResults({ ...act, actor: program(act.county) }, row.id)));
  for (const sheet of sheets) await follow(act, sheet, 'put_up', { state: 'shown', due_on: null, checked_total: asTotal(totalOf(scheme, lines.get(sheet.id) ?? [], 'checked')) });
  const shown_from = dayOf(act.at);
  const days = await parameterAt(act, 'assessment.objection_days', shown_from);
  return { shown_from, objections_by: workingDayAfter(await workCalendarOf(act), shown_from, days) };
}

const openObjections = (act: Act, row: Assessment): Promise<number> =>
  count({ ...act, actor: program(act.county) }, assessmentObjection, all(is<AssessmentObjection>('assessment_id', row.id), is<AssessmentObjection>('state', 'raised')));

/** The chair meeting has decided: the last column is filled, and only now totals become bands, awards and what follows. */
export async function deciding(act: Act, row: Assessment, input: { decided_on: string; decision_no: string }): Promise<Values<Assessment>> {
  if (input.decided_on > dayOf(act.at)) throw invalid({ decided_on: '主席会议的日期还没有到，请核对。' });
  if (input.decided_on <= row.objections_by!) throw invalid({ decided_on: `公示到${row.objections_by}为止，主席会议要在它之后审定。` });
  const open = await openObjections(act, row);
  if (open > 0) throw new Problem(422, 'objections_open', `还有${open}件异议没有决定，决定后再审定。`);
  await conclude(act, row);
  return input;
}

async function conclude(act: Act, row: Assessment): Promise<void> {
  const scheme = await editionOf(act, row);
  const sheets = await sheetsIn(act, row);
  const lines = await linesOf(act, { assessment: row.id });
  await writeLines(act, lines.map((line) => ({ ...line, final_points: asKept(pointsOf(line, 'final')) })), ['final_points']);
  const by = bySheet(lines);
  const totalled = sheets.map((sheet) => ({ ...sheet, final_total: asTotal(totalOf(scheme, by.get(sheet.id) ?? [], 'final')) }));
  const results = await graded(act, row, scheme, totalled);
  for (const [place, sheet] of sheets.entries()) await follow(act, sheet, 'conclude', { state: 'final', final_total: totalled[place]!.final_total, ...results.get(sheet.id)! });
}

/** From the day of publication on, whoever is assessed may appeal for the days of the plan. */
export async function publishing(act: Act, row: Assessment, input: { published_on: string; published_where: string }): Promise<Values<Assessment>> {
  if (input.published_on > dayOf(act.at)) throw invalid({ published_on: '公布日期还没有到，请核对。' });
  if (input.published_on < row.decided_on!) throw invalid({ published_on: `主席会议${row.decided_on}才审定，公布不能早于它。` });
  const days = await parameterAt(act, 'assessment.appeal_days', input.published_on);
  return { ...input, appeals_by: workingDayAfter(await workCalendarOf(act), input.published_on, days) };
}

export async function closing(act: Act, row: Assessment): Promise<void> {
  if (dayOf(act.at) <= row.appeals_by!) throw new Problem(422, 'not_ready', `可以申诉到${row.appeals_by}，过了这一天再办结。`);
  const open = await openObjections(act, row);
  if (open > 0) throw new Problem(422, 'objections_open', `还有${open}件申诉没有决定，决定后再办结。`);
}

/** Nothing of it counts any more; what was said stays to be read. */
export async function cancelling(act: Act, row: Assessment): Promise<void> {
  const asProgram = { ...act, actor: program(act.county) };
  for (const sheet of await sheetsIn(act, row)) await follow(act, sheet, 'cancel', { state: 'void', due_on: null });
  const raised = all(is<AssessmentObjection>('assessment_id', row.id), is<AssessmentObjection>('state', 'raised'));
  for (const one of await list(asProgram, assessmentObjection, { where: raised, limit: MOST_RAISED })) {
    await amend(act, assessmentObjection, one, { state: 'withdrawn' }, { step: 'withdraw', relation: maintainer.name, reason: '考核已作废' });
  }
}

/** One for each line of each sheet would be fewer. */
const MOST_RAISED = 10_000;
