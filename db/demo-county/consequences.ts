import { prepare } from '#assessment/ballots/actions.ts';
import { effects as countingEffects } from '#assessment/ballots/counting.ts';
import { ballot, type Ballot } from '#assessment/ballots/record.ts';
import { questionsIn } from '#assessment/ballots/rules.ts';
import { effects, propose } from '#assessment/consequences/actions.ts';
import { beginningOf } from '#assessment/consequences/papers.ts';
import { bandsBefore, factsOf, linesFor } from '#assessment/consequences/read.ts';
import { consequence, type Consequence } from '#assessment/consequences/record.ts';
import { kinds, proposalsOf, type Kind } from '#assessment/consequences/words.ts';
import { sheetsOf } from '#assessment/rounds/facts.ts';
import { assessment, type Assessment } from '#assessment/rounds/record.ts';
import type { AssessmentSheet } from '#assessment/rounds/sheets/record.ts';
import { all, is } from '#platform/predicate.ts';
import type { Actor } from '#platform/identity/actor.ts';
import type { Act } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import { take } from '#platform/records/write.ts';
import { assessedUntil, assessmentDays } from './assessments.ts';
import { later, type Life } from './life.ts';

const committees = async (act: Act, year: number): Promise<Assessment | undefined> =>
  (await list<Assessment>(act, assessment, { where: all(is<Assessment>('year', year), is<Assessment>('subject', 'committee')), limit: 1 }))[0];

/** The ballot of the year's assessment, on paper and counted twice, the second time by somebody else; it is held before the group begins its check. */
export function ballots(life: Life, second: Actor): void {
  const closing = assessedUntil(life);
  if (!closing) return;
  const held = later(assessmentDays(closing).frozen, 2);
  let row: Ballot | undefined;
  life.on(held, life.office, async (act) => {
    const about = await committees(act, life.year);
    if (!about) return;
    row = await prepare(act, { assessment_id: about.id, name: '年终测评', meeting: '县政协常委会第十九次会议（虚构）', held_on: held, way: 'paper', asked_n: 36, teller_one: '吴常委（虚构）', teller_two: '罗常委（虚构）' }, {});
    await take(act, ballot, row.id, 'open');
    await take(act, ballot, row.id, 'count', { input: countOf(row), effect: countingEffects.count! });
  });
  life.on(held, second, async (act) => {
    if (row) await take(act, ballot, row.id, 'recount', { input: countOf(row), effect: countingEffects.recount! });
  });
}

const countOf = (row: Ballot) => ({ present_n: 31, issued_n: 31, received_n: 31, invalid_n: 1, counts: marksOn(row) });

/** Thirty valid papers; some leave a line empty. */
const marksOn = ({ questions, answers }: Ballot): string =>
  questionsIn(questions).map((_, n) => answers.map((__, at) => [14 + (n % 7), 7 - (n % 5), n % 3, n % 2][at] ?? 0).join(',')).join('\n');

interface Proposed {
  sheet: AssessmentSheet;
  kind: Kind;
  grounds: string;
}

/** The office may do more on the same grounds: recommend the director of the first that is commended, talk with the first that is criticised. */
function firstOf(proposed: readonly Proposed[], kind: Kind): Proposed | undefined {
  const first = proposed.find((one) => one.kind === kind);
  if (first) return first;
  const like = proposed.find((one) => (kind === 'recommendation' && one.kind === 'praise') || (kind === 'talk' && one.kind === 'criticism'));
  return like && { ...like, kind };
}

/** Once the appeals are decided: one of each kind that the results call for, from the proposal to its end; the rest stays on the board for a person. */
export function consequences(life: Life): void {
  const closing = assessedUntil(life);
  if (!closing) return;
  const begun = later(assessmentDays(closing).closed, 1);
  life.on(begun, life.office, async (act) => {
    const about = await committees(act, life.year);
    const proposed = about ? (await sheetsOf(act, about.id)).flatMap((sheet) => proposalsOf(sheet).map((one) => ({ ...one, sheet }))) : [];
    for (const kind of Object.keys(kinds) as Kind[]) {
      const first = firstOf(proposed, kind);
      if (first) await carriedOut(life, act, begun, first);
    }
  });
}

const addressees: Readonly<Record<Kind, string | undefined>> = { recommendation: '县委组织部', praise: '各乡镇（街道）政协联络委', criticism: '各乡镇（街道）政协联络委', deduction: '县目标绩效管理部门', talk: undefined };

async function carriedOut(life: Life, act: Act, begun: string, { sheet, kind, grounds }: Proposed): Promise<void> {
  const place = life.places.find(({ committee }) => committee.id === sheet.committee_id);
  const whom = ['recommendation', 'talk'].includes(kind) && place?.director ? `${place.director.name}（联络委主任）` : undefined;
  const row = await propose(act, { sheet_id: sheet.id, kind, grounds, whom });
  const words = beginningOf(await factsOf(act, row), await linesFor(act, row), await bandsBefore(act, row));
  await take(act, consequence, row.id, 'draft', { input: { addressee: addressees[kind], words, ...(kind === 'deduction' ? { points: '0.2' } : {}) }, effect: effects.draft! });
  if (kind === 'talk') return void talked(life, row, later(begun, 2));
  const told = kind === 'criticism' || kind === 'deduction' ? await take<Consequence>(act, consequence, row.id, 'tell', { effect: effects.tell! }) : undefined;
  if (kind === 'criticism' && place) contested(life, row, place.clerk, begun);
  const number = ['recommendation', 'praise', 'criticism', 'deduction'].indexOf(kind) + 11;
  const day = told ? later(told.object_by!, 2) : later(begun, 1);
  life.on(day, life.office, (issued) => take(issued, consequence, row.id, 'issue', { input: { document_no: `岚协〔${day.slice(0, 4)}〕${number}号`, issued_on: day }, effect: effects.issue! }));
}

function talked(life: Life, row: Consequence, day: string): void {
  const input = { talked_on: day, talked_by: '县政协副主席（虚构）', gist: '指出全年哪几项没有做到，听取困难，明确要求。', pledge: '下月起每月25日前报送民情，年底前补齐调研和协商。' };
  life.on(day, life.office, (act) => take(act, consequence, row.id, 'talk', { input, effect: effects.talk! }));
}

/** Heard before the circular goes out; the answer stands beside it. */
function contested(life: Life, row: Consequence, clerk: Life['office'], begun: string): void {
  life.on(later(begun, 1), clerk, (act) => take(act, consequence, row.id, 'object', { input: { objection: '主任空缺三个月，工作没有断，请予考虑。' }, effect: effects.object! }));
  life.on(later(begun, 3), life.office, (act) => take(act, consequence, row.id, 'answer', { input: { answer: '空缺期间应由副主任主持，仍有多项没有做到，通报照常印发。' }, effect: effects.answer! }));
}
