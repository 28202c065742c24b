import { ballotResults } from '#assessment/ballots/facts.ts';
import { indicatorAt, editionOf } from '#assessment/rounds/edition.ts';
import { deciding, freezing, opening, publishing, showing } from '#assessment/rounds/actions.ts';
import { enterAssessment } from '#assessment/rounds/entering.ts';
import { linesOf, sheetsOf } from '#assessment/rounds/facts.ts';
import { enterObjection, refusing, upholding } from '#assessment/rounds/objections/actions.ts';
import { assessmentObjection, type AssessmentObjection } from '#assessment/rounds/objections/record.ts';
import { assessment, type Assessment, type AssessedSubject } from '#assessment/rounds/record.ts';
import { writtenAs, type Change } from '#assessment/rounds/sheets/changes.ts';
import { pointsOf } from '#assessment/rounds/sheets/columns.ts';
import { checking, checkingAgain, submitting } from '#assessment/rounds/sheets/filling.ts';
import { assessmentSheet, type AssessmentLine, type AssessmentSheet } from '#assessment/rounds/sheets/record.ts';
import { Exact, type Scheme } from '#assessment/schemes/facts.ts';
import { adopting } from '#assessment/schemes/actions.ts';
import { assessmentScheme, type SchemeEdition } from '#assessment/schemes/record.ts';
import { plan, type Plan } from '#plans/documents/record.ts';
import { parameterSetting, type ParameterSetting } from '#plans/parameter-values/record.ts';
import { all, is } from '#platform/predicate.ts';
import { program, type Actor } from '#platform/identity/actor.ts';
import type { Act } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import { create, take, type Effect } from '#platform/records/write.ts';
import type { WorkKind } from '#platform/work.ts';
import { dayIn, later, type Life } from './life.ts';

/** What of the lived year is assessed: up to the end of the last month after which there was time for the whole procedure; undefined while there was none. */
export function assessedUntil({ year, until }: Life): string | undefined {
  const ends = Array.from({ length: 12 }, (_, month) => new Date(Date.UTC(year, month + 1, 0)).toISOString().slice(0, 10));
  return ends.findLast((end) => Date.parse(until) - Date.parse(end) >= PROCEDURE_DAYS * 86_400_000 && end >= dayIn(year, 3, 31));
}

const PROCEDURE_DAYS = 45;
const ONE = Exact.of(1);

/** The days of the procedure; ballots are held between the stop of records and the check. */
export const assessmentDays = (closing: string) => ({
  opened: later(closing, 2), filled: later(closing, 5), frozen: later(closing, 9), checked: later(closing, 15), shown: later(closing, 17), objected: later(closing, 19), heard: later(closing, 21), decided: later(closing, 33),
  published: later(closing, 34), appealed: later(closing, 36), closed: later(closing, 40),
});

/** Two who belong to no committee, a vice-magistrate and an auditor; and who presides when the chair meeting decides. */
export interface Group {
  leader: Actor;
  auditor: Actor;
  chair: Actor;
}

/** 年度考核 of all committees and, where the plan says so, of all members: one objection won, one appeal won and one lost. */
export function assessments(life: Life, group: Group, works: () => readonly WorkKind[]): void {
  const closing = assessedUntil(life);
  if (!closing) return;
  membersToo(life);
  for (const subject of ['committee', 'member'] as const) assess(life, group, works, subject, closing);
}

/** In April the chair meeting decides that members are assessed, too, and adopts the draft of March. */
function membersToo({ year, office, on }: Life): void {
  const day = dayIn(year, 4, 10);
  on(day, office, async (act) => {
    await create<ParameterSetting>(act, parameterSetting, { key: 'assessment.members', value: 'yes', from_day: day, why: '九届二十六次主席会议' });
    const [draft] = await list(act, assessmentScheme, { where: all(is<SchemeEdition>('subject', 'member'), is<SchemeEdition>('state', 'draft')), limit: 1 });
    const [basis] = await list(act, plan, { where: all(is<Plan>('kind', 'assessment'), is<Plan>('state', 'adopted')), limit: 1 });
    await take(act, assessmentScheme, draft!.id, 'adopt', { input: { plan_id: basis!.id, clause: '第四条', document_no: `岚协〔${year}〕21号`, adopted_on: day, valid_from: day }, effect: adopting as never });
  });
}

function assess(life: Life, group: Group, works: () => readonly WorkKind[], subject: AssessedSubject, closing: string): void {
  const { year, office } = life;
  const days = assessmentDays(closing);
  let row: Assessment;
  const step = (day: string, name: string, effect: Effect<Assessment>, input: Record<string, unknown> = {}, who = office): void =>
    life.on(day, who, async (act) => void (row = await take(act, assessment, row.id, name, { effect, input })));
  life.on(days.opened, office, async (act) => {
    row = await enterAssessment(act, {
      title: `${year}年度${subject === 'committee' ? '联络委' : '委员履职'}考核`, subject, year, to_day: closing, checkers: [group.leader.personId!, group.auditor.personId!], self_by: days.filled, check_by: days.checked,
      note: '演示县的一年还没有过完，只统计到来得及办完考核的最后一个月。',
    }, {});
  });
  step(days.opened, 'open', opening(works) as never);
  selfAssessed(life, days.filled, subject, () => row);
  step(days.frozen, 'freeze', freezing(works) as never, { sample_seed: `福彩双色球当期号码（虚构）${year}` });
  for (const checker of [group.leader, group.auditor]) life.on(days.checked, checker, (act) => checkedBy(act, checker, row, 'checking'));
  for (const checker of [group.leader, group.auditor]) life.on(days.checked, checker, (act) => checkedBy(act, checker, row, 'rechecking'));
  step(days.shown, 'show', showing as never);
  if (subject === 'committee') objected(life, days, () => row);
  step(days.decided, 'decide', deciding as never, { decided_on: days.decided, decision_no: '九届三十一次主席会议' }, group.chair);
  step(days.published, 'publish', publishing as never, { published_on: days.published, published_where: '县政协公告栏、文件（虚构）' });
  if (subject === 'committee') appealed(life, days, () => row);
}

/** Most committees agree with what the program has filled in, some know better in one line, the last is not in time. Of the members a few look at theirs. */
function selfAssessed({ places, on }: Life, day: string, subject: AssessedSubject, row: () => Assessment): void {
  const some = subject === 'committee' ? places.slice(0, -1) : places.slice(0, 3);
  for (const [n, place] of some.entries()) {
    const member = place.members[0];
    const who: Actor = subject === 'committee' ? place.clerk : { ...place.clerk, posts: [], memberId: member?.id ?? null, personId: member?.person_id ?? null, name: member?.name ?? '' };
    if (subject === 'member' && !member) continue;
    on(day, who, async (act) => {
      const [sheet] = await sheetsOf(act, row().id);
      if (!sheet) return;
      const lines = await linesOf(act, { sheet: sheet.id });
      const line = n % 6 === 1 ? contestable(lines, 'reckoned') : undefined;
      const changes = line && writtenAs([{ address: line.address, value: pointsOf(line, 'reckoned').plus(ONE).toString(), reason: '有两件实事在纸上，还没有补登，附了复印件' }]);
      await take(act, assessmentSheet, sheet.id, 'submit', { effect: submitting as never, input: { ...(changes ? { changes } : {}), self_words: subject === 'committee' ? '对照方案逐项核对，情况属实。' : '本人已经看过。' } });
    });
  }
}

/** What a checker has in hand, gone through in one sitting. */
async function checkedBy(act: Act, checker: Actor, row: Assessment, state: 'checking' | 'rechecking'): Promise<void> {
  const scheme = await editionOf(act, row);
  const voted = (await ballotResults({ ...act, actor: program(act.county) }, row.id)).size > 0;
  const sheets = await sheetsOf(act, row.id);
  const poorest = row.subject === 'committee' ? sheets.toSorted((a, b) => Number(a.reckoned_total) - Number(b.reckoned_total))[0]?.id : undefined;
  const mine = sheets.filter((sheet) => sheet.state === state && sheet[state === 'checking' ? 'checker_id' : 'rechecker_id'] === checker.personId);
  for (const [n, sheet] of mine.entries()) {
    const lines = await linesOf(act, { sheet: sheet.id });
    const changes = state === 'checking' ? lines.flatMap((line) => judged(scheme, line, sheet.id === poorest ? POOR : n, voted)) : [];
    const [step, effect] = state === 'checking' ? (['check', checking] as const) : (['recheck', checkingAgain] as const);
    await take(act, assessmentSheet, sheet.id, step, { effect: effect as never, input: changes.length > 0 ? { changes: writtenAs(changes) } : {} });
  }
}

/** Where the records give least, the group finds little besides. */
const POOR = -1;

/** What the group finds of a line that waits for it; and what was claimed beyond the records is not taken. */
function judged(scheme: Scheme, line: AssessmentLine, n: number, voted: boolean): Change[] {
  const { address } = line;
  const indicator = indicatorAt(scheme, address)!;
  if (line.self_points !== null && line.open === null) return [{ address, value: pointsOf(line, 'reckoned').toString(), reason: '没有登记的不计，补登后可以申诉' }];
  if (line.open !== 'waiting' || (indicator.voted && voted)) return [];
  const reason = indicator.voted ? '照年终测评的纸质计票结果' : '查阅资料、实地看过';
  const { judged: way } = indicator;
  if (way?.choices) return [{ address, value: Object.keys(way.choices).at(n % Object.keys(way.choices).length)!, reason }];
  if (way?.parts) return [{ address, value: n === POOR ? `缺${way.parts.all.join('、')}` : n % 3 === 0 ? `缺${way.parts.all[0]}` : '齐全', reason }];
  const most = way?.between?.[1] ?? indicator.most ?? 0;
  return [{ address, value: String(Math.round(most * (n === POOR ? 0.1 : [0.9, 0.75, 0.8, 0.6][n % 4]!) * 10) / 10), reason }];
}

type Days = ReturnType<typeof assessmentDays>;

/** The place that contests something, and what it contests. */
async function contested(act: Act, row: Assessment): Promise<{ sheet: AssessmentSheet; line: AssessmentLine }> {
  const [sheet] = await sheetsOf(act, row.id);
  return { sheet: sheet!, line: contestable(await linesOf(act, { sheet: sheet!.id }), 'final')! };
}

/** A line that can still give a point more: of the deeds, at two to a point, where a committee may well know of one that nobody marked as verified. */
function contestable(lines: readonly AssessmentLine[], column: 'reckoned' | 'final'): AssessmentLine | undefined {
  const withRoom = lines.filter((line) => line.most !== null && line.open === null && pointsOf(line, column).plus(ONE).compare(Exact.of(line.most)) <= 0);
  return withRoom.find(({ name }) => name.includes('实事')) ?? withRoom[0];
}

function objected(life: Life, days: Days, row: () => Assessment): void {
  raised(life, 2, { raised: days.objected, decided: days.heard }, row, (line) => ({ step: 'uphold', points: pointsOf(line, 'final').plus(ONE).toString(), why: '补交的核实记录和照片属实，补计两件。' }));
}

function appealed(life: Life, days: Days, row: () => Assessment): void {
  raised(life, 6, { raised: days.appealed, decided: days.closed }, row, (line) => ({ step: 'uphold', points: pointsOf(line, 'final').plus(ONE).toString(), why: '回访受益群众，两件实事在统计截止前都已办成，漏点了核实，应计入。' }));
  raised(life, 4, { raised: days.appealed, decided: days.closed }, row, () => ({ step: 'refuse', why: '这两件实事在统计截止以后才办成，计入下一年度。' }));
}

type Decision = (line: AssessmentLine) => { step: 'uphold'; points: string; why: string } | { step: 'refuse'; why: string };

/** One committee says that something was left out; the office, which has checked nothing, decides. */
function raised(life: Life, place: number, on: { raised: string; decided: string }, row: () => Assessment, decision: Decision): void {
  const { clerk } = life.places[place % life.places.length]!;
  let one: AssessmentObjection;
  let line: AssessmentLine;
  life.on(on.raised, clerk, async (act) => {
    const found = await contested(act, row());
    line = found.line;
    one = await enterObjection(act, { sheet_id: found.sheet.id, address: line.address, said: '这一项少计了两件，附上当时的记录。', wanted_points: pointsOf(line, 'final').plus(ONE).toString() }, {});
  });
  life.on(on.decided, life.office, async (act) => {
    const { step, why, ...rest } = decision(line);
    const input = { decided_by: '县政协考核工作领导小组', decided_on: on.decided, decision: why, ...('points' in rest ? { points_after: rest.points } : {}) };
    await take(act, assessmentObjection, one.id, step, { effect: (step === 'uphold' ? upholding : refusing) as never, input });
  });
}
